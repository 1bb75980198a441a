import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { eventTypes } from "../rules/event.ts";
import { deliveries, listener, settled } from "./support/webhooks.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const url = "http://127.0.0.1:9/hooks";

/** A request as no client of ours could word it. */
async function send(method: string, address: string, body?: unknown) {
  const response = await fetch(`${server.publicUrl}/control/sandboxes/${world.sandboxId}/tokeflow${address}`, {
    method,
    headers: { "Content-Type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: wrong answers are looked into, too
  return { status: response.status, text, body: (text ? JSON.parse(text) : undefined) as any };
}

const make = (body: unknown) => send("POST", "/webhook-endpoints", body);

describe("an endpoint", () => {
  it("needs nothing but an address, and signs with the sandbox's own secret then", async () => {
    const { status, body } = await make({ url });
    expect(status).toBe(201);
    expect(body).toEqual({
      ...{ id: expect.stringMatching(/^whe_/), url, event_types: null, merchant_id: null, active: true },
      ...{ secret: world.webhookSecret, created_at: world.start.toISOString() },
    });
    expect((await send("GET", `/webhook-endpoints/${body.id}`)).body).toEqual(body);
  });

  it("is as it was asked for", async () => {
    const asked = {
      url: "https://shop.example.com/hooks?a=%C3%A3&b=[]",
      event_types: [...eventTypes],
      merchant_id: world.merchantId,
      secret: "whsec_~!\"#$%&'()*+,-./:;<=>?@[]^_`{|}",
      active: false,
    };
    expect((await make(asked)).body).toMatchObject(asked);
  });

  it("is replaced as a whole, but keeps the secret that is not replaced", async () => {
    const settings = { url, event_types: ["dispute.won"], merchant_id: world.merchantId, secret: "whsec_kept" };
    const { body: made } = await make(settings);
    const put = async (body: unknown) => (await send("PUT", `/webhook-endpoints/${made.id}`, body)).body;
    expect(await put({ url: `${url}/other`, active: false })).toEqual({
      ...{ ...made, url: `${url}/other`, event_types: null, merchant_id: null, active: false },
    });
    expect(await put({ url, secret: "whsec_new" })).toMatchObject({ secret: "whsec_new", active: true });
  });

  it("is gone once it is deleted", async () => {
    const { body } = await make({ url });
    const ask = (method: string, content?: unknown) => send(method, `/webhook-endpoints/${body.id}`, content);
    expect((await ask("DELETE")).status).toBe(204);
    const answers = [await ask("DELETE"), await ask("GET"), await ask("PUT", { url })];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it("can be listed, newest first, page by page", async () => {
    const own = await openWorld(server);
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      const body = { url: `${url}/${n}` };
      const made = await own.dashboard.createWebhookEndpoint({ path: { sandboxId: own.sandboxId }, body });
      ids.unshift(got(made).id);
    }
    const listed: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = got(await own.dashboard.listWebhookEndpoints({ path: { sandboxId: own.sandboxId }, query }));
      listed.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(listed).toEqual(ids);
  });

  it("goes with its sandbox, and so does all that it is owed", async () => {
    const own = await openWorld(server);
    const { received } = await listener(own, {}, 500);
    await own.charge();
    await settled(own);
    const count = received.length;
    got(await own.platform.dropSandbox({ path: { sandboxId: own.sandboxId } }));
    const gone = await own.dashboard.listWebhookEndpoints({ path: { sandboxId: own.sandboxId } });
    expect(gone.response.status).toBe(404);
    const { db } = server.engine;
    const where = { sandboxId: own.sandboxId };
    expect(await db.tokeflowWebhookEndpoint.count({ where })).toBe(0);
    expect(await db.subscription.count({ where })).toBe(0);
    expect(await db.delivery.count({ where })).toBe(0);
    expect(await db.deliveryAttempt.count({ where })).toBe(0);
    expect(received).toHaveLength(count);
  });
});

describe("refused is", () => {
  it.each([
    ["url", { url: "ftp://127.0.0.1/hooks" }],
    ["url", { url: "javascript:alert(1)" }],
    ["url", { url: "http:hooks" }],
    ["url", { url: "https:///hooks" }],
    ["url", { url: "/hooks" }],
    ["url", { url: "127.0.0.1:8080/hooks" }],
    ["url", { url: "" }],
    ["url", { url: "http://" }],
    ["url", { url: "http://127.0.0.1:99999/" }],
    ["url", { url: "http://exa mple.com/" }],
    ["url", { url: "http://exämple.com/\u0000" }],
    ["url", { url: "http://ana:secret@127.0.0.1/" }],
    ["url", { url: `http://127.0.0.1/${"x".repeat(2048)}` }],
    ["url", { url: null }],
    ["url", { url: ["http://127.0.0.1/"] }],
    ["url", {}],
    ["event_types", { url, event_types: [] }],
    ["event_types", { url, event_types: "transaction.created" }],
    ["event_types.0", { url, event_types: ["*"] }],
    ["event_types.1", { url, event_types: ["transaction.created", "transaction.Created"] }],
    ["event_types.0", { url, event_types: [null] }],
    ["event_types", { url, event_types: ["transaction.created", "transaction.created"] }],
    ["merchant_id", { url, merchant_id: "mrc_nobody" }],
    ["merchant_id", { url, merchant_id: "" }],
    ["merchant_id", { url, merchant_id: "💳".repeat(65) }],
    ["merchant_id", { url, merchant_id: 1 }],
    ["secret", { url, secret: "test" }],
    ["secret", { url, secret: "whsec_" }],
    ["secret", { url, secret: "whsec_a b" }],
    ["secret", { url, secret: "whsec_ã" }],
    ["secret", { url, secret: `whsec_${"x".repeat(250)}` }],
    ["secret", { url, secret: null }],
    ["active", { url, active: "yes" }],
    ["id", { url, id: "whe_mine" }],
    ["colour", { url, colour: "blue" }],
  ])("a wrong %s, by name: %j", async (field, settings) => {
    const { body: made } = await make({ url });
    for (const answer of [await make(settings), await send("PUT", `/webhook-endpoints/${made.id}`, settings)]) {
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map((fault: { field: string }) => fault.field)).toContain(field);
    }
    expect((await send("GET", `/webhook-endpoints/${made.id}`)).body).toEqual(made);
  });

  it("an unknown type, with all that are known", async () => {
    const { body } = await make({ url, event_types: ["transaction.made"] });
    const [fault] = body.errors;
    expect(fault.field).toBe("event_types.0");
    for (const type of eventTypes) expect(fault.fix).toContain(type);
  });

  it("what is no JSON, and what is too much of it", async () => {
    expect((await make("{")).status).toBe(400);
    expect((await make("[]")).status).toBe(400);
    expect((await make("")).status).toBe(400);
    expect((await make({ url, event_types: Array(100_000).fill("transaction.created") })).status).toBeOneOf([400, 413]);
    expect((await make(`{"url":"${"x".repeat(1_100_000)}"}`)).status).toBe(413);
    expect((await make(`{"url":"${url}","event_types":${"[".repeat(5000)}${"]".repeat(5000)}}`)).status).toBe(400);
  });

  it("an endpoint of another sandbox, like one that never was", async () => {
    const foreign = await openWorld(server);
    const theirs = await listener(foreign);
    const absent = `${theirs.endpoint.id.slice(0, -1)}~`;
    for (const [method, body] of [["GET"], ["PUT", { url }], ["DELETE"]] as const) {
      const [one, other] = [
        await send(method, `/webhook-endpoints/${theirs.endpoint.id}`, body),
        await send(method, `/webhook-endpoints/${absent}`, body),
      ];
      expect([one.status, other.status]).toEqual([404, 404]);
      expect(one.body.detail.replace(theirs.endpoint.id, "")).toBe(other.body.detail.replace(absent, ""));
    }
    const { received } = theirs;
    await foreign.charge();
    await settled(foreign);
    expect(received).toHaveLength(2);
  });

  it("a merchant of another sandbox", async () => {
    const foreign = await openWorld(server);
    const { status, body } = await make({ url, merchant_id: (await foreign.anotherMerchant()).id });
    expect({ status, field: body.errors[0].field }).toEqual({ status: 400, field: "merchant_id" });
  });

  it.each(["%00", "..%2f..", "💳", "x".repeat(2000), "whe_%27%3B--"])("an id that cannot be: %s", async (id) => {
    expect((await send("GET", `/webhook-endpoints/${id}`)).status).toBeOneOf([400, 404]);
  });
});

describe("at once", () => {
  it("many changes leave one of them in force", async () => {
    const own = await openWorld(server);
    const receivers = await Promise.all(Array.from({ length: 8 }, () => testReceiver()));
    const { put, endpoint } = await listener(own);
    await Promise.all(receivers.map((receiver) => put({ url: receiver.url })));
    const kept = got(
      await own.dashboard.getWebhookEndpoint({ path: { sandboxId: own.sandboxId, endpointId: endpoint.id } }),
    );
    await own.charge({ payment_method: "pix" });
    await settled(own);
    expect(receivers.filter(({ received }) => received.length > 0).map((receiver) => receiver.url)).toEqual([kept.url]);
    expect(await deliveries(own)).toHaveLength(2);
  });

  it("a change and a deletion leave nothing", async () => {
    const own = await openWorld(server);
    for (let round = 0; round < 5; round++) {
      const { remove, endpoint } = await listener(own);
      const path = { sandboxId: own.sandboxId, endpointId: endpoint.id };
      const change = () => own.dashboard.putWebhookEndpoint({ path, body: { url: `${url}/${round}` } });
      const [first, , second] = await Promise.all([change(), remove(), change()]);
      for (const { response } of [first, second]) expect(response.status).toBeOneOf([200, 404]);
    }
    await own.charge();
    await settled(own);
    expect(await deliveries(own)).toEqual([]);
  });

  it("two deletions are one", async () => {
    const { body } = await make({ url });
    const answers = await Promise.all([1, 2].map(() => send("DELETE", `/webhook-endpoints/${body.id}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404]);
  });

  it("the same asked for twice is made twice", async () => {
    const own = await openWorld(server);
    const body = { url };
    const at = { sandboxId: own.sandboxId };
    const made = await Promise.all([1, 2].map(() => own.dashboard.createWebhookEndpoint({ path: at, body })));
    expect(new Set(made.map((each) => got(each).id)).size).toBe(2);
  });
});
