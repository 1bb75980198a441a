import { createHmac } from "node:crypto";
import { verifyTokeflowWebhook } from "@understudy/client/tokeflow";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { deliveries, listener, settled, timeOf, typesOf } from "./support/webhooks.ts";
import { got, openWorld, type World } from "./support/world.ts";

const server = await testServer();
const after = (world: World, minutes: number) => new Date(world.start.getTime() + minutes * 60_000);

/** One delivery a charge. */
const created = { event_types: ["transaction.created" as const] };

describe("signatures", () => {
  it("61: what arrives verifies with the sandbox's own secret, `whsec_` included, and not without it", async () => {
    const world = await openWorld(server);
    const { received, endpoint } = await listener(world);
    const { id } = await world.charge();
    await settled(world);
    expect(endpoint.secret).toBe(world.webhookSecret);
    expect(typesOf(received).toSorted()).toEqual(["transaction.authorized", "transaction.created"]);
    for (const { rawBody, headers, body } of received) {
      const event = verifyTokeflowWebhook(rawBody, headers, world.webhookSecret, { now: world.start });
      expect(event).toEqual(body);
      expect(event).toMatchObject({ organization_id: world.organizationId, merchant_id: world.merchantId });
      expect(event.data.id).toBe(id);
      const bare = world.webhookSecret.replace("whsec_", "");
      expect(() => verifyTokeflowWebhook(rawBody, headers, bare, { now: world.start })).toThrow();
    }
  });

  it("61: the digest is HMAC-SHA256 over time, dot and the bytes of the body", async () => {
    const world = await openWorld(server);
    const { received } = await listener(world, { ...created, secret: "whsec_ours~!" });
    await world.charge({ metadata: { city: "São Paulo", emoji: "💳", html: "</script>\u2028" } });
    await settled(world);
    const [{ rawBody, headers } = expect.fail("nothing came")] = received;
    const seconds = world.start.getTime() / 1000;
    const digest = createHmac("sha256", "whsec_ours~!").update(`${seconds}.`).update(rawBody).digest("hex");
    expect(headers).toMatchObject({
      "x-tokeflow-signature": `t=${seconds},v1=${digest}`,
      "content-type": "application/json",
      "content-length": String(rawBody.length),
    });
  });

  it("62: what arrived fails with one byte changed, and when it is sent again after five minutes", async () => {
    const world = await openWorld(server);
    const { received } = await listener(world, created);
    await world.charge();
    await settled(world);
    const [{ rawBody, headers } = expect.fail("nothing came")] = received;
    const verify = (raw: Buffer, seconds: number) => () =>
      verifyTokeflowWebhook(raw, headers, world.webhookSecret, {
        now: new Date(world.start.getTime() + seconds * 1000),
      });
    expect(verify(rawBody, 300)).not.toThrow();
    expect(verify(rawBody, 301)).toThrow();
    const changed = Buffer.from(rawBody);
    changed[changed.length - 3] = (changed.at(-3) ?? 0) ^ 1;
    expect(verify(changed, 0)).toThrow();
  });
});

describe("retries", () => {
  it("63: a redelivery keeps id and body, and has a time and a signature of its own", async () => {
    const world = await openWorld(server);
    const { received, answer } = await listener(world, created, 500);
    await world.charge();
    await settled(world);
    expect(received).toHaveLength(1);
    await world.advance("PT59S");
    expect(received).toHaveLength(1);
    answer(204);
    const { ran } = await world.advance("PT1S");
    expect(ran).toMatchObject([{ kind: "deliver_webhook", at: after(world, 1).toISOString() }]);
    const [first = expect.fail("nothing came"), second = expect.fail("nothing came again")] = received;
    expect(second.rawBody).toEqual(first.rawBody);
    expect(second.body.id).toBe(first.body.id);
    expect([first, second].map(timeOf)).toEqual([world.start, after(world, 1)]);
    expect(second.headers["x-tokeflow-signature"]).not.toBe(first.headers["x-tokeflow-signature"]);
    const now = after(world, 1);
    expect(verifyTokeflowWebhook(second.rawBody, second.headers, world.webhookSecret, { now }).id).toBe(first.body.id);
  });

  it("63: sixteen of them follow in a day, each at its own time, and then no more", async () => {
    const world = await openWorld(server);
    const { received, endpoint } = await listener(world, created, 503);
    await world.charge();
    const waits = [0, 1, 5, 5, 10, 10, 10, 10, 10, 60, 60, 60, 60, 60, 360, 360, 360];
    const times = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0));
    await world.advance("PT23H21M");
    expect(received.map(timeOf)).toEqual(times.slice(0, -1).map((minutes) => after(world, minutes)));
    expect(await deliveries(world)).toMatchObject([
      { endpoint: { id: endpoint.id, url: endpoint.url }, status: "pending", attempts: 16, cause: "event" },
    ]);
    await world.advance("P30D");
    expect(received.map(timeOf)).toEqual(times.map((minutes) => after(world, minutes)));
    expect(new Set(received.map(({ body }) => body.id)).size).toBe(1);
    expect(await deliveries(world)).toMatchObject([{ status: "failed", attempts: 17, next_attempt_at: null }]);
  });

  it("they stop as soon as one is taken", async () => {
    const world = await openWorld(server);
    let failures = 0;
    const { received } = await listener(world, created, () => (++failures > 3 ? 200 : 500));
    await world.charge();
    await world.advance("P30D");
    expect(received.map(timeOf)).toEqual([0, 1, 6, 11].map((minutes) => after(world, minutes)));
    expect(await deliveries(world)).toMatchObject([{ status: "successful", attempts: 4, next_attempt_at: null }]);
  });

  it.each([200, 201, 202, 204, 299])("%i is taken", async (status) => {
    const world = await openWorld(server);
    const { received } = await listener(world, created, status);
    await world.charge();
    await world.advance("P1D");
    expect(received).toHaveLength(1);
  });

  it.each([301, 302, 308, 400, 401, 404, 410, 429, 500, 503])("%i is tried again", async (status) => {
    const world = await openWorld(server);
    const { received } = await listener(world, created, status);
    await world.charge();
    await world.advance("PT1M");
    expect(received).toHaveLength(2);
  });

  it("what is told in a move of the clock is told at its own moment", async () => {
    const world = await openWorld(server);
    const { received } = await listener(world, { event_types: ["transaction.expired"] }, 500);
    const { id } = await world.charge({ payment_method: "pix" });
    await world.advance("PT32M");
    expect(received.map(timeOf)).toEqual([30, 31].map((minutes) => after(world, minutes)));
    expect(received[0]?.body).toMatchObject({ created_at: after(world, 30).toISOString(), data: { id } });
  });
});

describe("endpoints", () => {
  it("are told only what they ask for by type", async () => {
    const world = await openWorld(server);
    const { received } = await listener(world, { event_types: ["transaction.voided", "dispute.opened"] });
    const { id } = await world.charge();
    got(await world.merchant.voidTransaction({ path: { id } }));
    got(await world.settle((await world.charge()).id, "charged_back"));
    await settled(world);
    expect(typesOf(received).toSorted()).toEqual(["dispute.opened", "transaction.voided"]);
  });

  it("are told only of their merchant, if they name one", async () => {
    const world = await openWorld(server);
    const sibling = await world.anotherMerchant();
    const all = await listener(world, created);
    const own = await listener(world, { ...created, merchant_id: world.merchantId });
    const theirs = await listener(world, { ...created, merchant_id: sibling.id });
    const neither = await listener(world, { event_types: ["transaction.failed"], merchant_id: sibling.id });
    const ours = await world.charge();
    const body = { payment_method: "pix", charge_type: "payment", country: "BR", amount: 1, currency: "BRL" } as const;
    const other = got(await world.as(sibling.merchant_key).createTransaction({ body })).data;
    await settled(world);
    const told = ({ received }: typeof all) => received.map((each) => [each.body.merchant_id, each.body.data.id]);
    expect(told(all).toSorted()).toEqual(
      [
        [world.merchantId, ours.id],
        [sibling.id, other.id],
      ].toSorted(),
    );
    expect(told(own)).toEqual([[world.merchantId, ours.id]]);
    expect(told(theirs)).toEqual([[sibling.id, other.id]]);
    expect(told(neither)).toEqual([]);
  });

  it("are each told the same event, and each signed to with its own secret", async () => {
    const world = await openWorld(server);
    const [one, other] = [await listener(world, created), await listener(world, { ...created, secret: "whsec_other" })];
    await world.charge();
    await settled(world);
    expect(one.received).toHaveLength(1);
    expect(other.received.map(({ rawBody }) => rawBody)).toEqual(one.received.map(({ rawBody }) => rawBody));
    for (const { received, endpoint } of [one, other])
      for (const { rawBody, headers } of received)
        verifyTokeflowWebhook(rawBody, headers, endpoint.secret, { now: world.start });
  });

  it("that fail do not keep others from being told", async () => {
    const world = await openWorld(server);
    const [bad, good] = [await listener(world, created, 500), await listener(world, created)];
    await world.charge();
    await world.advance("P2D");
    expect([bad.received.length, good.received.length]).toEqual([17, 1]);
  });

  it("that change while a retry is owed finish it as it began, and are told of the next event as they are now", async () => {
    const world = await openWorld(server);
    const before = await listener(world, { ...created, secret: "whsec_before" }, 500);
    const now = await listener(world, { event_types: ["dispute.lost"] });
    await world.charge();
    await settled(world);
    await before.put({ url: now.url, event_types: ["transaction.authorized"], secret: "whsec_now" });
    await world.charge();
    await world.advance("PT1M");
    expect(typesOf(before.received)).toEqual(["transaction.created", "transaction.created"]);
    expect(typesOf(now.received)).toEqual(["transaction.authorized"]);
    const [{ rawBody, headers } = expect.fail("nothing came")] = now.received;
    verifyTokeflowWebhook(rawBody, headers, "whsec_now", { now: world.start });
    const late = before.received[1] ?? expect.fail("nothing came again");
    verifyTokeflowWebhook(late.rawBody, late.headers, "whsec_before", { now: after(world, 1) });
  });

  it("that are deleted are told of nothing new, and what was under way is finished", async () => {
    const world = await openWorld(server);
    const { received, answer, remove } = await listener(world, created, 500);
    const { id } = await world.charge();
    await settled(world);
    await remove();
    await world.charge();
    answer(200);
    await world.advance("P2D");
    expect(received.map(({ body }) => body.data.id)).toEqual([id, id]);
    expect(await deliveries(world)).toMatchObject([{ status: "successful", attempts: 2 }]);
  });

  it("that are switched off are told of nothing until they are on again", async () => {
    const world = await openWorld(server);
    const { received, put, url } = await listener(world, created);
    await put({ ...created, url, active: false });
    await world.charge();
    await put({ ...created, url });
    const { id } = await world.charge();
    await world.advance("P1D");
    expect(received.map(({ body }) => body.data.id)).toEqual([id]);
  });

  it("are told nothing of what happened before them", async () => {
    const world = await openWorld(server);
    await world.charge();
    const { received } = await listener(world);
    await world.advance("P1D");
    expect(received).toEqual([]);
  });

  it("of one sandbox hear nothing of another", async () => {
    const [world, foreign] = [await openWorld(server), await openWorld(server)];
    const [ours, theirs] = [await listener(world), await listener(foreign)];
    await world.charge();
    await Promise.all([world.advance("P1D"), foreign.advance("P1D")]);
    expect([ours.received.length, theirs.received.length]).toEqual([2, 0]);
    expect(await deliveries(foreign)).toEqual([]);
  });
});
