import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createControlClient } from "@understudy/client/control";
import { createTokeflowControlClient } from "@understudy/client/tokeflow-control";
import { expect, onTestFinished, test } from "vitest";
import { got, openWorld } from "./providers/tokeflow/tests/support/world.ts";
import { eventually } from "./testing/eventually.ts";
import { type Behaviour, send } from "./testing/inbox.ts";
import { testHouse } from "./testing/server.ts";

const { start } = await testHouse();
const server = await start();
const control = createControlClient({ baseUrl: server.publicUrl });
const dashboard = createTokeflowControlClient({ baseUrl: server.publicUrl });

type Filter = NonNullable<Parameters<typeof control.listDeliveries>[0]["query"]>;

/** A world whose clock stands, with an endpoint at an inbox that is told of all that happens. */
async function openTold(behaviour: Behaviour = {}) {
  const world = await openWorld(server);
  const path = { sandboxId: world.sandboxId };
  const inbox = { ...path, name: "orders" };
  const { url } = got(await control.putInbox({ path: inbox, body: { behaviour } }));
  const endpoint = got(await dashboard.createWebhookEndpoint({ path, body: { url } }));
  const list = async (query: Filter = {}) => got(await control.listDeliveries({ path, query })).data;
  const get = async (deliveryId: string) => got(await control.getDelivery({ path: { ...path, deliveryId } }));
  return {
    ...{ ...world, path, inbox, url, endpoint, list, get },
    /** Something happens; gives its event. */
    async happen() {
      const { id: subject } = await world.charge();
      const [event] = got(await control.listEvents({ path, query: { subject } })).data;
      if (!event) throw new Error("Nothing has happened.");
      return event;
    },
    /** The deliveries of an event, once each of them is in this status with so many attempts. */
    async settled(eventId: string, status: string, attempts: number) {
      await eventually(async () => {
        const deliveries = await list({ event_id: eventId });
        expect(deliveries.length).toBeGreaterThan(0);
        for (const delivery of deliveries) expect(delivery).toMatchObject({ status, attempts });
      });
      return list({ event_id: eventId });
    },
    behave: async (behaviour: Behaviour) => got(await control.putInbox({ path: inbox, body: { behaviour } })),
    arrived: async (contains: string, count = 1) =>
      got(await control.getInbox({ path: inbox, query: { contains, count, wait: "PT10S", limit: 100 } })).data,
  };
}

test("a delivery is listed with its event and its endpoint, and shows the very request that arrived", async () => {
  const { happen, settled, get, arrived, endpoint, url, start } = await openTold();
  const event = await happen();
  const [message] = await arrived(event.id);
  const [listed] = await settled(event.id, "successful", 1);
  expect(listed).toEqual({
    ...{ id: expect.stringMatching(/^dlv_/), at: start.toISOString(), provider: event.provider },
    event: { id: event.id, type: event.type, subject: event.subject },
    endpoint: { id: endpoint.id, group_id: null, url },
    ...{ cause: "event", status: "successful", attempts: 1, next_attempt_at: null },
  });
  const { request, history, ...rest } = await get(String(listed?.id));
  expect(rest).toEqual(listed);
  expect(request).toMatchObject({ url, body: message?.body, body_base64: message?.body_base64 });
  expect(message?.headers).toMatchObject(request.headers);
  expect(history).toEqual([
    {
      ...{ number: 1, at: start.toISOString(), duration_ms: expect.any(Number) },
      request_headers: expect.objectContaining(request.headers),
      response: {
        status: 200,
        headers: expect.objectContaining({ "content-type": "text/plain; charset=utf-8" }),
        ...{ body: "OK", body_base64: "T0s=" },
      },
      ...{ error: null, succeeded: true, final: true },
    },
  ]);
});

test("a failing endpoint is tried again by the sandbox's clock, and each attempt is shown as it was", async () => {
  const { happen, settled, get, arrived, behave, advance, start } = await openTold({ status: 503 });
  const event = await happen();
  const [owed] = await settled(event.id, "pending", 1);
  const nextAt = String(owed?.next_attempt_at);
  expect(Date.parse(nextAt)).toBeGreaterThan(start.getTime());
  await advance(`PT${(Date.parse(nextAt) - start.getTime()) / 1000}S`);
  const [again] = await settled(event.id, "pending", 2);
  await behave({ status: 202 });
  await advance("P2D");
  const [done] = await settled(event.id, "successful", 3);
  expect([again?.id, done?.id]).toEqual([owed?.id, owed?.id]);
  const { history, request } = await get(String(owed?.id));
  expect(history.map(({ number, response, succeeded, final }) => [number, response?.status, succeeded, final])).toEqual(
    [
      [1, 503, false, false],
      [2, 503, false, false],
      [3, 202, true, true],
    ],
  );
  expect(history[0]?.response).toMatchObject({ body: "Service Unavailable" });
  expect(history.slice(0, 2).map(({ at }) => at)).toEqual([start.toISOString(), nextAt]);
  expect(history[2]?.at).toBe(again?.next_attempt_at);
  const messages = (await arrived(event.id, 3)).toReversed();
  // The clock goes on in steps of a second while it is moved, and a message has the time that it shows.
  for (const [index, { at }] of messages.entries())
    expect(Math.abs(Date.parse(at) - Date.parse(history[index]?.at ?? ""))).toBeLessThan(1_000);
  expect(new Set(messages.map(({ body }) => body))).toEqual(new Set([request.body]));
  for (const [index, { headers }] of messages.entries())
    expect(headers).toMatchObject(history[index]?.request_headers ?? {});
  expect(history[2]?.request_headers).toMatchObject(request.headers);
});

test("an endpoint that gives no answer is shown with the reason", async () => {
  const { path, happen, settled, get, endpoint } = await openTold();
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const url = `http://127.0.0.1:${port}/`;
  got(await dashboard.putWebhookEndpoint({ path: { ...path, endpointId: endpoint.id }, body: { url } }));
  const [delivery] = await settled((await happen()).id, "pending", 1);
  const { history } = await get(String(delivery?.id));
  expect(history).toMatchObject([{ number: 1, response: null, succeeded: false, final: false }]);
  expect(history[0]?.error).toMatch(/\w/);
});

test("an inbox is reached from inside by whatever address it has outside", async () => {
  const { port } = await (await testHouse({ PUBLIC_URL: "http://Understudy.Invalid:80/base" })).start();
  const at = { baseUrl: `http://127.0.0.1:${port}` };
  const outside = createControlClient(at);
  const path = { sandboxId: got(await outside.createSandbox()).id };
  const inbox = { ...path, name: "orders" };
  const { url } = got(await outside.putInbox({ path: inbox }));
  expect(url).toBe(`http://Understudy.Invalid:80/base/inboxes/${path.sandboxId}/orders`);
  got(await createTokeflowControlClient(at).createWebhookEndpoint({ path, body: { url } }));
  const body = { provider: "tokeflow", type: "dispute.won", data: { id: "dsp_1" } };
  const { id } = got(await outside.emitEvent({ path, body }));
  const { data } = got(await outside.getInbox({ path: inbox, query: { wait: "PT10S" } }));
  expect(data).toMatchObject([{ path: "/", body: expect.stringContaining(id) }]);
});

test("an answer is shown as text where it is text, cut between two characters, and its repeated headers joined", async () => {
  const { path, happen, settled, get, endpoint } = await openTold();
  let answer: Buffer = Buffer.from("");
  const receiver = createServer((request, response) => {
    request.resume();
    response.setHeader("X-Twice", ["a", "b"]).end(answer);
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void receiver.close().closeAllConnections());
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  got(await dashboard.putWebhookEndpoint({ path: { ...path, endpointId: endpoint.id }, body: { url } }));
  const answered = async (body: Buffer) => {
    answer = body;
    const [delivery] = await settled((await happen()).id, "successful", 1);
    return (await get(String(delivery?.id))).history[0]?.response;
  };
  const long = await answered(Buffer.from(`x${"é".repeat(20_000)}`));
  expect(long?.headers).toMatchObject({ "x-twice": "a, b" });
  expect(long?.body).toMatch(/^xé+$/);
  expect(Buffer.from(long?.body_base64 ?? "", "base64").length).toBe(16 * 1024);
  expect(await answered(Buffer.from([0x61, 0xff]))).toMatchObject({ body: null, body_base64: "Yf8=" });
  expect(await answered(Buffer.from(""))).toMatchObject({ body: "", body_base64: "" });
});

test("a delivery that is sent again is a new one, to the endpoint as it is now", async () => {
  const { path, happen, settled, list, get, arrived, endpoint } = await openTold();
  const event = await happen();
  const [first] = await settled(event.id, "successful", 1);
  const moved = got(await control.putInbox({ path: { ...path, name: "moved" } }));
  const endpointPath = { ...path, endpointId: endpoint.id };
  got(await dashboard.putWebhookEndpoint({ path: endpointPath, body: { url: moved.url } }));
  const again = await control.resendDelivery({ path: { ...path, deliveryId: String(first?.id) } });
  expect([again.response.status, again.data]).toMatchObject([
    201,
    { cause: "resend", status: "pending", attempts: 0, event: first?.event, endpoint: { url: moved.url } },
  ]);
  expect(again.data?.next_attempt_at).toBe(again.data?.at);
  await settled(event.id, "successful", 1);
  expect((await list({ event_id: event.id })).map(({ id }) => id)).toEqual([again.data?.id, first?.id]);
  expect(await get(String(first?.id))).toMatchObject({ cause: "event", endpoint: first?.endpoint });
  expect(await arrived(event.id)).toHaveLength(1);
  const there = await control.getInbox({ path: { ...path, name: "moved" }, query: { wait: "PT10S", count: 1 } });
  expect(got(there).data[0]?.body_base64).toBe((await get(String(first?.id))).request.body_base64);
});

test("a delivery may be sent again many times at once, and after its endpoint is gone", async () => {
  const { path, happen, settled, list, arrived, endpoint } = await openTold({ status: 500 });
  const event = await happen();
  const [first] = await settled(event.id, "pending", 1);
  got(await dashboard.deleteWebhookEndpoint({ path: { ...path, endpointId: endpoint.id } }));
  const deliveryPath = { ...path, deliveryId: String(first?.id) };
  const again = await Promise.all(Array.from({ length: 10 }, () => control.resendDelivery({ path: deliveryPath })));
  expect(new Set(again.map((one) => got(one).id)).size).toBe(10);
  expect(await arrived(event.id, 11)).toHaveLength(11);
  expect(await list({ event_id: event.id })).toHaveLength(11);
});

test("deliveries are listed newest first, filtered and paged, each once", async () => {
  const { path, happen, settled, list, endpoint, behave } = await openTold();
  const other = got(await dashboard.createWebhookEndpoint({ path, body: { url: endpoint.url } }));
  const events = [];
  for (let count = 0; count < 4; count += 1) events.push(await happen());
  for (const { id } of events) await settled(id, "successful", 1);
  await behave({ status: 500 });
  const failing = await happen();
  await settled(failing.id, "pending", 1);
  const all = await list({ limit: 100 });
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all[0]?.event.id).toBe(failing.id);
  const ids = async (query: Filter) => (await list({ limit: 100, ...query })).map(({ id }) => id);
  const expected = (isMeant: (delivery: (typeof all)[number]) => boolean) => all.filter(isMeant).map(({ id }) => id);
  expect(await ids({ event_id: failing.id })).toHaveLength(2);
  expect(await ids({ endpoint_id: other.id })).toEqual(expected((one) => one.endpoint.id === other.id));
  expect(await ids({ status: "pending" })).toEqual(expected((one) => one.status === "pending"));
  expect(await ids({ status: "failed" })).toEqual([]);
  expect(await ids({ provider: failing.provider })).toEqual(all.map(({ id }) => id));
  expect(await ids({ provider: "nobody" })).toEqual([]);
  expect(await ids({ event_id: failing.id, endpoint_id: endpoint.id, status: "pending" })).toHaveLength(1);
  const paged: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = got(await control.listDeliveries({ path, query: { limit: 3, cursor } }));
    paged.push(...page.data.map(({ id }) => id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
    await happen(); // what is newer than the first page does not move the others
  }
  expect(paged).toEqual(all.map(({ id }) => id));
});

test("a delivery of another sandbox is as absent as one that never was", async () => {
  const [one, other] = [await openTold(), await openTold()];
  const [delivery] = await one.settled((await one.happen()).id, "successful", 1);
  const path = { ...other.path, deliveryId: String(delivery?.id) };
  for (const answer of [await control.getDelivery({ path }), await control.resendDelivery({ path })]) {
    expect(answer.response.status).toBe(404);
    expect(answer.error).toMatchObject({
      ...{ type: "absent", detail: `There is no delivery ${delivery?.id} in this sandbox.` },
    });
  }
  expect(await other.list()).toEqual([]);
  expect(await other.list({ event_id: delivery?.event.id })).toEqual([]);
});

test("an event that is made to happen is listed and told like any other, its facets included", async () => {
  const { path, happen, arrived, settled } = await openTold();
  const { provider, type, subject, data, facets } = await happen();
  const emitted = await control.emitEvent({ path, body: { provider, type, subject, data } });
  expect(emitted.response.status).toBe(201);
  const event = got(emitted);
  expect(event).toMatchObject({ provider, type, subject, data, facets });
  const [newest] = got(await control.listEvents({ path, query: { subject } })).data;
  expect(newest).toEqual(event);
  expect(got(await control.getEvent({ path: { ...path, eventId: event.id } }))).toEqual(event);
  expect((await settled(event.id, "successful", 1)).map(({ cause }) => cause)).toEqual(["event"]);
  expect(await arrived(event.id)).toHaveLength(1);
});

test("an event may be about nothing that exists, and then keeps the fields of its data in their order", async () => {
  const { path, happen, arrived } = await openTold();
  const { provider, type } = await happen();
  const data = { z: [1, { y: null }], a: "😀" };
  const event = got(await control.emitEvent({ path, body: { provider, type, data } }));
  expect(event).toMatchObject({ provider, type, data, subject: expect.stringMatching(/./) });
  expect((await arrived(event.id))[0]?.body).toContain(JSON.stringify(data));
});

test("an event of a provider that nobody knows is refused with the names of those who would do", async () => {
  const { path, happen } = await openTold();
  const { provider, type } = await happen();
  const refused = await control.emitEvent({ path, body: { provider: "nobody", type } });
  expect(refused.response.status).toBe(400);
  expect(refused.error).toMatchObject({
    type: "invalid",
    errors: [{ field: "provider", fix: expect.stringContaining(provider) }],
  });
});

test.each([
  [{ provider: undefined }, "provider"],
  [{ provider: "Nobody" }, "provider"],
  [{ provider: 5 }, "provider"],
  [{ type: undefined }, "type"],
  [{ type: "" }, "type"],
  [{ type: "no.such.type" }, "type"],
  [{ type: "x".repeat(101) }, "type"],
  [{ type: "a\u0000b" }, "type"],
  [{ subject: "" }, "subject"],
  [{ subject: null }, "subject"],
  [{ subject: "x".repeat(65) }, "subject"],
  [{ data: { text: "\ud800" } }, "data.text"],
  [{ facets: { merchant: 5 } }, "facets.merchant"],
  [{ facets: { merchant: "x".repeat(201) } }, "facets.merchant"],
  [{ facets: ["merchant"] }, "facets"],
  [{ facets: null }, "facets"],
  [{ facets: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`facet ${index}`, "x"])) }, "facets"],
  [{ event_type: "x" }, "event_type"],
])("an event with %j is refused by field, and does not happen", async (changes, field) => {
  const { path, happen } = await openTold();
  const { provider, type, subject } = await happen();
  const before = got(await control.listEvents({ path })).data;
  const answer = await fetch(`${server.publicUrl}/control/sandboxes/${path.sandboxId}/events`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ provider, type, subject, ...changes }),
  });
  const { errors } = (await answer.json()) as { errors: { field: string }[] };
  expect([answer.status, errors?.map((error) => error.field)]).toEqual([400, [field]]);
  expect(got(await control.listEvents({ path })).data).toEqual(before);
});

test("events that are made to happen while the sandbox is dropped leave no row behind", async () => {
  const { path, happen } = await openTold();
  const { provider, type } = await happen();
  const body = { provider, type, data: {} };
  const emitting = Array.from({ length: 20 }, () => control.emitEvent({ path, body }));
  const dropping = control.dropSandbox({ path });
  const statuses = (await Promise.all(emitting)).map(({ response }) => response.status);
  expect((await dropping).response.status).toBe(204);
  expect(statuses.every((status) => status === 201 || status === 404)).toBe(true);
  await eventually(async () => {
    for (const table of ["event", "delivery"] as const)
      expect(
        await server.engine.db.$queryRawUnsafe(`SELECT id FROM ${table} WHERE sandbox_id = $1`, path.sandboxId),
      ).toEqual([]);
  });
});

test.each([
  ["deliveries?status=done", "query status"],
  ["deliveries?provider=No", "query provider"],
  ["deliveries?event_id=", "query event_id"],
  ["deliveries?endpoint_id=%00", "query endpoint_id"],
  [`deliveries?event_id=${"x".repeat(65)}`, "query event_id"],
  ["deliveries?cursor=c2J4X2RlZmF1bHQ", "query cursor"],
  ["deliveries?limit=0", "query limit"],
  ["deliveries?event=evt_1", "query event"],
])("a list at %s is told what is wrong with it", async (address, field) => {
  const { sandboxId } = await openWorld(server);
  const answer = await fetch(`${server.publicUrl}/control/sandboxes/${sandboxId}/${address}`);
  const { errors } = (await answer.json()) as { errors: { field: string }[] };
  expect([answer.status, errors?.map((error) => error.field)]).toEqual([400, [field]]);
});

test.each(["dlv_nowhere", "%F0%9F%98%80", "x".repeat(2_000), "'; --"])(
  "there is no delivery %s",
  async (deliveryId) => {
    const { sandboxId } = await openWorld(server);
    const address = `${server.publicUrl}/control/sandboxes/${sandboxId}/deliveries/${deliveryId}`;
    expect((await fetch(address)).status).toBe(404);
    expect((await send(`${address}/resend`)).status).toBe(404);
  },
);
