import { raw } from "@understudy/database";
import { expect, test } from "vitest";
import { insertEvents } from "../events.ts";
import type { Sandbox } from "../sandbox.ts";
import { after, noon, testBed } from "../testing.ts";
import { type SubscriptionSpec, subscribe, unsubscribe } from "./subscriptions.ts";
import { deliveriesIn, happen, stillWorld, times } from "./testing.ts";

const bed = await testBed();
const endpoint = (endpointId: string, spec: Partial<SubscriptionSpec> = {}): SubscriptionSpec => ({
  ...{ provider: "acme", endpointId, filter: {}, target: { url: "http://127.0.0.1:1/" } },
  ...spec,
});

/** Who is owed what, in order of writing: `subject to endpoint`. */
async function owed(sandbox: Sandbox): Promise<string[]> {
  const events = await bed.db.event.findMany({ where: { sandboxId: sandbox.id } });
  const subjectOf = new Map(events.map(({ id, subject }) => [id, subject]));
  return (await deliveriesIn(bed, sandbox)).map(
    ({ eventId, endpointId }) => `${subjectOf.get(eventId)} to ${endpointId}`,
  );
}

test("an event is owed to each endpoint that asks for its type, and what is owed says all that is known", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(ctx, [
    endpoint("rung", { filter: { type: ["knocked", "rang"] }, groupId: "door" }),
    endpoint("knocked", { filter: { type: ["knocked"] } }),
    endpoint("all"),
  ]);
  const [eventId] = await happen(ctx, { type: "rang", subject: "a" });
  const rows = await deliveriesIn(bed, sandbox);
  expect(rows.map((row) => row.endpointId)).toEqual(["rung", "all"]);
  expect(rows[0]).toMatchObject({
    ...{ id: expect.stringMatching(/^dlv_[0-9a-f]{32}$/), provider: "acme", eventId, groupId: "door", cause: "event" },
    ...{ status: "pending", attempts: 0, dueAt: noon, createdAt: noon },
  });
  expect(rows[1]?.groupId).toBeNull();
});

test.each<[string, Record<string, string[]>, boolean]>([
  ["an empty filter", {}, true],
  ["a facet with the value", { shop: ["b", "a"] }, true],
  ["a facet with another value", { shop: ["b"] }, false],
  ["a facet that the event does not have", { till: ["1"] }, false],
  ["two facets that both match", { shop: ["a"], floor: ["1"] }, true],
  ["two facets of which one matches", { shop: ["a"], floor: ["2"] }, false],
  ["type and facet", { type: ["rang"], shop: ["a"] }, true],
  ["another type and the facet", { type: ["knocked"], shop: ["a"] }, false],
  ["no value at all", { shop: [] }, false],
  ["a value that differs in case", { shop: ["A"] }, false],
  ["a facet that an object has by nature", { constructor: ["a"] }, false],
])("%s: %j is told: %s", async (_, filter, isTold) => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(ctx, [endpoint("one", { filter })]);
  await happen(ctx, { facets: { shop: "a", floor: "1" } });
  expect(await deliveriesIn(bed, sandbox)).toHaveLength(isTold ? 1 : 0);
});

test("a facet called type does not stand for the event's type", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(ctx, [endpoint("one", { filter: { type: ["knocked"] } })]);
  await happen(ctx, { type: "rang", facets: { type: "knocked" } });
  expect(await owed(sandbox)).toEqual([]);
});

test("an event with an addressee is owed to that group alone, whatever it asks for", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(ctx, [
    endpoint("one", { groupId: "meant", filter: { type: ["knocked"] } }),
    endpoint("two", { groupId: "meant" }),
    endpoint("three", { groupId: "other" }),
    endpoint("four"),
  ]);
  await happen(ctx, { addressee: "meant" }, { subject: "b", addressee: "nobody" });
  expect(await owed(sandbox)).toEqual(["a to one", "a to two"]);
});

test("what is to be held back falls due when it says", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(ctx, [endpoint("one")]);
  await happen(ctx, { deliverAt: after(5) }, { subject: "b" });
  expect((await deliveriesIn(bed, sandbox)).map(({ dueAt, createdAt }) => [dueAt, createdAt])).toEqual([
    [after(5), noon],
    [noon, noon],
  ]);
});

test("nothing is owed to an endpoint before it subscribes and after it ends", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await happen(ctx, { subject: "before" });
  await subscribe(ctx, [endpoint("one")]);
  await happen(ctx, { subject: "meanwhile" });
  await unsubscribe(ctx, "acme", { endpointId: "one" });
  await happen(ctx, { subject: "after" });
  expect(await owed(sandbox)).toEqual(["meanwhile to one"]);
});

test("nothing is owed to other sandboxes or other providers", async () => {
  const [one, other] = [await stillWorld(bed), await stillWorld(bed)];
  for (const { ctx } of [one, other]) await subscribe(ctx, [endpoint("one"), endpoint("one", { provider: "bell" })]);
  await happen(one.ctx, { subject: "a" }, { subject: "b", provider: "bell" });
  expect((await deliveriesIn(bed, one.sandbox)).map(({ provider }) => provider)).toEqual(["acme", "bell"]);
  expect(await owed(other.sandbox)).toEqual([]);
});

test("a statement that writes no event owes nothing, and neither does one that is undone", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(ctx, [endpoint("one")]);
  const events = insertEvents(ctx, raw("given"), [{ provider: "acme", type: "rang", subject: "a", data: {} }]);
  await ctx.db.$executeRaw`WITH given AS (SELECT 1 WHERE false), told AS (${events}) SELECT FROM told`;
  const undone = bed.db.$transaction(async (db) => {
    await happen({ ...ctx, db });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await owed(sandbox)).toEqual([]);
});

test("many events of one statement are owed to many endpoints, event by event in the order of subscribing", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  await subscribe(
    ctx,
    times(40, (n) => endpoint(`end_${n}`, { filter: { parity: [n % 2 ? "odd" : "even"] } })),
  );
  await happen(ctx, ...times(100, (n) => ({ subject: `${n}`, facets: { parity: n % 2 ? "odd" : "even" } })));
  const expected = times(100, (event) => times(20, (n) => `${event} to end_${2 * n + (event % 2)}`)).flat();
  expect(await owed(sandbox)).toEqual(expected);
});

test("an endpoint hears once of all that a statement owes it", async () => {
  const { ctx } = await stillWorld(bed);
  await subscribe(ctx, [endpoint("one"), endpoint("two")]);
  const client = await bed.pool.connect();
  const hints: (string | undefined)[] = [];
  client.on("notification", ({ payload }) => hints.push(payload));
  await client.query("LISTEN understudy_delivery");
  await happen(ctx, ...times(50, () => ({})));
  await client.query("UNLISTEN understudy_delivery");
  client.release(true);
  expect(hints).toHaveLength(2);
});

test("a dropped sandbox takes everything with it, and another one nothing", async () => {
  const [one, other] = [await stillWorld(bed), await stillWorld(bed)];
  for (const { ctx } of [one, other]) {
    await subscribe(ctx, [endpoint("one")]);
    await happen(ctx, {}, {});
  }
  const [delivery] = await deliveriesIn(bed, one.sandbox);
  const attempt = { deliveryId: `${delivery?.id}`, sandboxId: one.sandbox.id, number: 1, at: noon, durationMs: 1 };
  await bed.db.deliveryAttempt.create({ data: { ...attempt, requestHeaders: {}, succeeded: false, isFinal: false } });
  await bed.db.sandbox.delete({ where: { id: one.sandbox.id } });
  const left = ({ id: sandboxId }: Sandbox) =>
    Promise.all([
      bed.db.subscription.count({ where: { sandboxId } }),
      bed.db.event.count({ where: { sandboxId } }),
      bed.db.delivery.count({ where: { sandboxId } }),
      bed.db.deliveryAttempt.count({ where: { sandboxId } }),
    ]);
  expect(await left(one.sandbox)).toEqual([0, 0, 0, 0]);
  expect(await left(other.sandbox)).toEqual([1, 2, 2, 0]);
});
