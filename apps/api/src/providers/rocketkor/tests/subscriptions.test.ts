import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Received, testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { bankAccountFor, person } from "./support/records.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";

const server = await testServer();

type Settings = Parameters<Awaited<ReturnType<typeof openSandbox>>["portal"]["createSubscription"]>[0]["body"];
const everything: Settings["event_types"] = [
  ...(["linx.workflow-updated", "transactions.status-changed"] as const),
  ...(["customer.status-updated", "financial-account.state-updated"] as const),
];

const opened = async () => {
  const [world, receiver] = [await openSandbox(server), await testReceiver()];
  const { portal, path } = world;
  const body = { event_types: everything, receiver_url: receiver.url };
  return {
    ...{ ...world, receiver },
    subscribe: async (changes: Partial<Settings> = {}) =>
      got(await portal.createSubscription({ path, body: { ...body, ...changes } })),
    put: async (subscriptionId: string, changes: Partial<Settings> = {}) =>
      got(await portal.putSubscription({ path: { ...path, subscriptionId }, body: { ...body, ...changes } })),
    suspend: (status: "ACTIVE" | "SUSPENDED") =>
      portal.setCustomerStatus({ path: { ...path, customerId: world.customerId }, body: { status } }),
    types: () => receiver.received.map(({ body: told }) => told.type),
  };
};

const signature = ({ rawBody }: Received, secret: string) => createHmac("sha256", secret).update(rawBody).digest("hex");

describe("what is told", () => {
  it("of a customer: that it is there, and each change of its status, with what was before", async () => {
    const { subscribe, send, advance, receiver, settle, businessAccountId } = await opened();
    await subscribe();
    const business = (await send("GET", `/v1/financial-accounts/${businessAccountId}`)).body.accountHolderId;
    const made = (await send("POST", "/v1/customers", { json: person })).body;
    const later = (await advance("PT1H")).toISOString();
    await send("PUT", `/v1/customers/${made.id}/suspend`);
    await send("PUT", `/v1/customers/${made.id}/suspend`);
    await send("PUT", `/v1/customers/${made.id}`, { json: person });
    await settle();
    const [created, suspended, ...others] = receiver.received.map(({ body }) => body);
    expect(others).toEqual([]);
    expect(created).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), type: "customer.status-updated", createdAt: made.createdAt },
      data: { customerId: made.id, businessAccountId: business, status: "ACTIVE", dateTime: made.createdAt },
    });
    expect(Object.keys(created)).toEqual(["id", "type", "createdAt", "data"]);
    expect(suspended.data).toEqual({
      ...{ customerId: made.id, businessAccountId: business, status: "SUSPENDED", dateTime: later },
      ...{ previousStatus: "ACTIVE", previousDateTime: made.createdAt },
    });
  });

  it("of an account: that it is there, and each change of its state", async () => {
    const { subscribe, send, control, advance, receiver, settle, customerId } = await opened();
    await subscribe();
    const { body } = await send("POST", "/v1/external-bank-accounts", { json: bankAccountFor(customerId) });
    const later = (await advance("PT1H")).toISOString();
    await control("PUT", `/financial-accounts/${body.id}`, { json: { state: "SUSPENDED", outcome: "approve" } });
    await control("PUT", `/financial-accounts/${body.id}`, { json: { state: "SUSPENDED", outcome: "decline" } });
    await settle();
    const told = receiver.received.map(({ body: event }) => event);
    expect(told.map(({ type }) => type)).toEqual([
      "financial-account.state-updated",
      "financial-account.state-updated",
    ]);
    const { id: financialAccountId, createdAt } = body;
    expect(told[0].data).toEqual({ financialAccountId, dateTime: createdAt, status: "ACTIVE", createdAt });
    expect(told[1].data).toEqual({
      ...{ financialAccountId, dateTime: later, status: "SUSPENDED", createdAt },
      ...{ previousDateTime: createdAt, previousStatus: "ACTIVE" },
    });
  });

  it("is signed where there is a secret, over the bytes that come, and not where there is none", async () => {
    const { subscribe, suspend, settle, receiver } = await opened();
    const secret = "a-secret-of-your-own ż";
    await subscribe({ signing_secret: secret });
    await subscribe();
    await suspend("SUSPENDED");
    await settle();
    expect(receiver.received).toHaveLength(2);
    const signed = receiver.received.filter(({ headers }) => headers["x-understudy-signature"] !== undefined);
    expect(signed.map(({ headers }) => headers["x-understudy-signature"])).toEqual(
      signed.map((each) => signature(each, secret)),
    );
    expect([signed.length, receiver.received[0]?.headers["content-type"]]).toEqual([1, "application/json"]);
    expect(new Set(receiver.received.map(({ body }) => body.id)).size).toBe(1);
  });

  it("is of the types that were asked for", async () => {
    const { subscribe, suspend, settle, types, send, customerId } = await opened();
    await subscribe({ event_types: ["customer.status-updated"] });
    await suspend("SUSPENDED");
    await suspend("ACTIVE");
    await send("POST", "/v1/external-bank-accounts", { json: bankAccountFor(customerId) });
    await settle();
    expect(types()).toEqual(["customer.status-updated", "customer.status-updated"]);
  });

  it("comes again after a minute, 5, 30, 120 and 720, the same to the byte, and then no more", async () => {
    const { subscribe, suspend, settle, advance, receiver } = await opened();
    await subscribe({ signing_secret: "s" });
    receiver.answer(500);
    await suspend("SUSPENDED");
    await settle();
    const counts = [receiver.received.length];
    for (const pause of ["PT1M", "PT5M", "PT30M", "PT2H", "PT12H"]) {
      await advance(pause);
      counts.push(receiver.received.length);
    }
    await advance("P30D");
    expect([...counts, receiver.received.length]).toEqual([1, 2, 3, 4, 5, 6, 6]);
    const seen = receiver.received.map(({ rawBody, headers }) => `${rawBody} ${headers["x-understudy-signature"]}`);
    expect(new Set(seen).size).toBe(1);
  });

  it("is told once where any 2xx is answered", async () => {
    const { subscribe, suspend, settle, advance, receiver } = await opened();
    await subscribe();
    receiver.answer(299);
    await suspend("SUSPENDED");
    await settle();
    await advance("P1D");
    expect(receiver.received).toHaveLength(1);
  });
});

describe("a subscription", () => {
  it("is kept with all its settings, and listed newest first", async () => {
    const { subscribe, portal, path, start, receiver } = await opened();
    const plain = await subscribe();
    expect(plain).toEqual({
      ...{ id: plain.id, description: "", event_types: everything, receiver_url: receiver.url, state: "active" },
      ...{ signing_secret: null, created_at: start.toISOString() },
    });
    const named = await subscribe({ description: "Żółć", signing_secret: "s", state: "suspended" });
    expect(got(await portal.getSubscription({ path: { ...path, subscriptionId: named.id } }))).toEqual(named);
    const first = got(await portal.listSubscriptions({ path, query: { limit: 1 } }));
    const second = got(
      await portal.listSubscriptions({ path, query: { limit: 1, cursor: String(first.next_cursor) } }),
    );
    expect([...first.data, ...second.data, second.next_cursor]).toEqual([named, plain, null]);
  });

  it("is replaced whole, and what is under way finishes as it began", async () => {
    const { subscribe, put, suspend, settle, advance, receiver } = await opened();
    const next = await testReceiver();
    const { id, created_at } = await subscribe({ description: "first", signing_secret: "old" });
    receiver.answer(500);
    await suspend("SUSPENDED");
    await settle();
    const changed = await put(id, { receiver_url: next.url });
    expect(changed).toMatchObject({ id, created_at, description: "", signing_secret: null, receiver_url: next.url });
    receiver.answer(200);
    await suspend("ACTIVE");
    await advance("PT1M");
    expect(receiver.received.map((each) => each.headers["x-understudy-signature"])).toEqual(
      receiver.received.map((each) => signature(each, "old")),
    );
    expect([receiver.received.length, next.received.map(({ body }) => body.data.status)]).toEqual([2, ["ACTIVE"]]);
  });

  it("that is suspended is told of nothing, and of nothing later that happened meanwhile", async () => {
    const { subscribe, put, suspend, settle, receiver } = await opened();
    const { id } = await subscribe({ state: "suspended" });
    await suspend("SUSPENDED");
    await settle();
    await put(id, { state: "active" });
    await settle();
    expect(receiver.received).toEqual([]);
    await suspend("ACTIVE");
    await settle();
    await put(id, { state: "suspended" });
    await suspend("SUSPENDED");
    await settle();
    expect(receiver.received.map(({ body }) => body.data.status)).toEqual(["ACTIVE"]);
  });

  it("that is deleted is told of nothing, and is gone", async () => {
    const { subscribe, suspend, settle, receiver, portal, path } = await opened();
    const { id: subscriptionId } = await subscribe();
    const remove = () => portal.deleteSubscription({ path: { ...path, subscriptionId } });
    expect([(await remove()).response.status, (await remove()).response.status]).toEqual([204, 404]);
    await suspend("SUSPENDED");
    await settle();
    expect([receiver.received, got(await portal.listSubscriptions({ path })).data]).toEqual([[], []]);
  });

  it.each([
    [{}, ["event_types", "receiver_url"]],
    [{ event_types: [], receiver_url: "http://127.0.0.1:9/" }, ["event_types"]],
    [{ event_types: ["a"], receiver_url: "http://127.0.0.1:9/" }, ["event_types.0"]],
    [{ event_types: [everything[0], everything[0]], receiver_url: "http://127.0.0.1:9/" }, ["event_types"]],
    [{ event_types: everything, receiver_url: "ftp://127.0.0.1/" }, ["receiver_url"]],
    [{ event_types: everything, receiver_url: "http://name:word@127.0.0.1/" }, ["receiver_url"]],
    [{ event_types: everything, receiver_url: "http://127.0.0.1:9/", state: "on", own: 1 }, ["own", "state"]],
    [{ event_types: everything, receiver_url: "http://127.0.0.1:9/", signing_secret: "" }, ["signing_secret"]],
  ])("is refused as %j", async (json, fields) => {
    const { control } = await opened();
    const { status, body } = await control("POST", "/subscriptions", { json });
    expect([status, body.errors.map(({ field }: { field: string }) => field).toSorted()]).toEqual([400, fields]);
  });

  it("of another sandbox is none", async () => {
    const [{ control, subscribe }, other] = [await opened(), await opened()];
    const { id: theirs } = await other.subscribe();
    const { id: own } = await subscribe();
    const json = { event_types: everything, receiver_url: "http://127.0.0.1:9/" };
    for (const id of [theirs, nobodys, "x"]) {
      expect((await control("GET", `/subscriptions/${id}`)).status).toBe(404);
      expect((await control("PUT", `/subscriptions/${id}`, { json })).status).toBe(404);
      expect((await control("DELETE", `/subscriptions/${id}`)).status).toBe(404);
    }
    expect((await control("GET", `/subscriptions/${own.toUpperCase()}`)).body.id).toBe(own);
    await other.suspend("SUSPENDED");
    await other.settle();
    expect(other.receiver.received).toHaveLength(1);
  });
});
