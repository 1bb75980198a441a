import { expect, test } from "vitest";
import { after, eventually, noon, someoneWaits, testBed } from "../testing.ts";
import { attemptsOf, getDelivery, listDeliveries, redeliver, resend } from "./deliveries.ts";
import { unsubscribe } from "./subscriptions.ts";
import { deliveriesIn, happen, listen, receiver, stillWorld, times, world } from "./testing.ts";

const bed = await testBed();
const nowhere = "http://127.0.0.1:1/";
const absent = { name: "Refusal", code: "absent" };

test("events are told again to the endpoints that match them now", async () => {
  const { sandbox, ctx, at } = await stillWorld(bed);
  await listen(ctx, nowhere, { endpointId: "stays" });
  await listen(ctx, nowhere, { endpointId: "gone" });
  await listen(ctx, nowhere, { endpointId: "changed", filter: { type: ["rang"] } });
  const ids = await happen(ctx, { type: "rang", facets: { shop: "a" } }, { type: "knocked", facets: { shop: "b" } });
  await unsubscribe(ctx, "acme", { endpointId: "gone" });
  await listen(ctx, nowhere, { endpointId: "changed", filter: { type: ["knocked"] } });
  await listen(ctx, nowhere, { endpointId: "new", filter: { shop: ["a"] } });
  await bed.db.delivery.deleteMany({ where: { sandboxId: sandbox.id } });
  expect(await redeliver(at(after(5)), { provider: "acme", eventIds: ids })).toBe(4);
  const rows = await deliveriesIn(bed, sandbox);
  expect(rows.map(({ eventId, endpointId }) => [ids.indexOf(eventId), endpointId])).toEqual([
    [0, "stays"],
    [0, "new"],
    [1, "stays"],
    [1, "changed"],
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
  for (const row of rows)
    expect(row).toMatchObject({
      cause: "reflow",
      status: "pending",
      attempts: 0,
      dueAt: after(5),
      createdAt: after(5),
    });
});

test("events are told again to some groups only, each as often as it is asked for", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  for (const groupId of ["a", "b", "c"]) await listen(ctx, nowhere, { endpointId: `end_${groupId}`, groupId });
  await listen(ctx, nowhere, { endpointId: "alone" });
  const eventIds = await happen(ctx, { addressee: "nobody" });
  expect(await redeliver(ctx, { provider: "acme", eventIds, groupIds: ["a", "c", "x"] })).toBe(2);
  expect(await redeliver(ctx, { provider: "acme", eventIds, groupIds: [] })).toBe(0);
  expect(await redeliver(ctx, { provider: "acme", eventIds: [] })).toBe(0);
  expect(await redeliver(ctx, { provider: "acme", eventIds })).toBe(4);
  expect((await deliveriesIn(bed, sandbox)).map(({ endpointId }) => endpointId)).toEqual([
    ...["end_a", "end_c", "end_a", "end_b", "end_c", "alone"],
  ]);
});

test("events of other sandboxes and other providers are not told again", async () => {
  const [one, other] = [await stillWorld(bed), await stillWorld(bed)];
  for (const { ctx } of [one, other]) {
    await listen(ctx, nowhere);
    await listen(ctx, nowhere, { provider: "bell" });
  }
  const [theirs] = await happen(other.ctx);
  const [ofBell] = await happen(one.ctx, { provider: "bell" });
  const eventIds = [`${theirs}`, `${ofBell}`, "evt_unknown"];
  expect(await redeliver(one.ctx, { provider: "acme", eventIds })).toBe(0);
  expect(await deliveriesIn(bed, one.sandbox)).toHaveLength(1);
});

test("a thousand events are told again by one statement", async () => {
  const { sandbox, ctx } = await stillWorld(bed);
  const eventIds = await happen(ctx, ...times(1_000, (n) => ({ subject: `${n}` })));
  for (const n of times(10, (n) => n)) await listen(ctx, nowhere, { endpointId: `end_${n}` });
  expect(await redeliver(ctx, { provider: "acme", eventIds })).toBe(10_000);
  expect(await bed.db.delivery.count({ where: { sandboxId: sandbox.id } })).toBe(10_000);
  // Or the engines of the tests below would send them.
  await bed.db.sandbox.delete({ where: { id: sandbox.id } });
});

test("a delivery is sent again to its endpoint as that is now, with the same body", async () => {
  const { ctx, sandbox } = await world(bed);
  const [before, now] = [await receiver(() => 500), await receiver()];
  await listen(ctx, before.url, { groupId: "old" });
  await happen(ctx, { data: { b: 1, a: 2 } });
  await eventually(() => expect(before.got).toHaveLength(1));
  await listen(ctx, now.url, { groupId: "new", filter: { type: ["nothing"] } });
  const [first] = await deliveriesIn(bed, sandbox);
  const id = await resend({ ...ctx, now: after(3) }, `${first?.id}`);
  await eventually(() => expect(now.got).toHaveLength(0));
  expect(await getDelivery(ctx, id)).toMatchObject({
    ...{
      cause: "resend",
      status: "pending",
      dueAt: after(3),
      endpointId: "end_1",
      groupId: "new",
      target: { url: now.url },
    },
    event: { id: first?.eventId, type: "rang", subject: "a" },
  });
  const again = await resend(ctx, id);
  await eventually(() => expect(now.got.map(({ body }) => body)).toEqual([before.got[0]?.body]));
  await eventually(async () => expect((await getDelivery(ctx, again)).status).toBe("successful"));
  // The first goes on by its own schedule.
  expect(await getDelivery(ctx, `${first?.id}`)).toMatchObject({ status: "pending", dueAt: after(1) });
});

test("a delivery to an endpoint that has ended is sent again as the endpoint last was", async () => {
  const { ctx, sandbox } = await stillWorld(bed);
  await listen(ctx, "http://127.0.0.1:1/first");
  await happen(ctx);
  await listen(ctx, "http://127.0.0.1:1/last");
  await unsubscribe(ctx, "acme", { endpointId: "end_1" });
  const [first] = await deliveriesIn(bed, sandbox);
  const { target } = await getDelivery(ctx, await resend(ctx, `${first?.id}`));
  expect(target).toEqual({ url: "http://127.0.0.1:1/last" });
});

test("a delivery of another sandbox is as absent as one that there is not, whatever is asked of it", async () => {
  const [one, other] = [await stillWorld(bed), await stillWorld(bed)];
  await listen(other.ctx, nowhere);
  const [eventId] = await happen(other.ctx);
  const [theirs] = await deliveriesIn(bed, other.sandbox);
  for (const id of [`${theirs?.id}`, "dlv_unknown"]) {
    await expect(resend(one.ctx, id)).rejects.toMatchObject(absent);
    await expect(getDelivery(one.ctx, id)).rejects.toMatchObject(absent);
    expect(await attemptsOf(one.ctx, [id])).toEqual([]);
  }
  expect(await listDeliveries(one.ctx, { ...(eventId && { eventId }) }, 10)).toEqual([]);
  expect(await deliveriesIn(bed, other.sandbox)).toHaveLength(1);
});

test("deliveries are listed newest first, page by page, and by whatever they have", async () => {
  const { ctx, sandbox } = await stillWorld(bed);
  await listen(ctx, nowhere, { endpointId: "one", groupId: "a" });
  await listen(ctx, nowhere, { endpointId: "two", groupId: "b" });
  const [eventId = ""] = await happen(ctx, ...times(5, (n) => ({ subject: `${n}` })));
  const subjects = async (...[filter, limit = 99, before]: [Parameters<typeof listDeliveries>[1], number?, bigint?]) =>
    (await listDeliveries(ctx, filter, limit, before)).map(({ event, endpointId }) => `${event.subject} ${endpointId}`);
  const all = await subjects({});
  expect(all).toEqual([4, 3, 2, 1, 0].flatMap((n) => [`${n} two`, `${n} one`]));
  const page = await listDeliveries(ctx, {}, 3);
  expect(await subjects({}, 3, page.at(-1)?.sequence)).toEqual(all.slice(3, 6));
  expect(await subjects({ eventId })).toEqual(["0 two", "0 one"]);
  expect(await subjects({ endpointId: "one" }, 2)).toEqual(["4 one", "3 one"]);
  expect(await subjects({ groupId: "b", eventId })).toEqual(["0 two"]);
  expect(await subjects({ provider: "bell" })).toEqual([]);
  await bed.db.delivery.updateMany({ where: { sandboxId: sandbox.id, eventId }, data: { status: "failed" } });
  expect(await subjects({ status: "failed" })).toEqual(["0 two", "0 one"]);
});

test("attempts are listed in the order in which they were made", async () => {
  const { engine, ctx, sandbox } = await world(bed);
  const endpoint = await receiver(({ subject }) => (subject === "a" ? 500 : 200));
  await listen(ctx, endpoint.url);
  await happen(ctx, { subject: "a" }, { subject: "b" });
  await eventually(() => expect(endpoint.got).toHaveLength(2));
  await engine.moveClock(sandbox.id, { set: after(60) });
  const ids = (await deliveriesIn(bed, sandbox)).map(({ id }) => id);
  const made = await attemptsOf(ctx, ids);
  expect(made.map(({ at, number, succeeded }) => [Number(at) - Number(noon), number, succeeded])).toEqual([
    ...made.slice(0, 2).map(({ succeeded }) => [0, 1, succeeded]),
    [60_000, 2, false],
    [360_000, 3, false],
  ]);
  expect(await attemptsOf(ctx, ids.slice(1))).toHaveLength(1);
});

test.each(["told again", "sent again"])(
  "nothing is %s in a sandbox that is just being dropped, or it would stay behind",
  async (how) => {
    const { ctx, sandbox } = await stillWorld(bed);
    await listen(ctx, nowhere);
    const eventIds = await happen(ctx);
    const [first] = await deliveriesIn(bed, sandbox);
    const dropping = await bed.pool.connect();
    await dropping.query("BEGIN");
    await dropping.query("DELETE FROM sandbox WHERE id = $1", [sandbox.id]);
    const again = how === "told again" ? redeliver(ctx, { provider: "acme", eventIds }) : resend(ctx, `${first?.id}`);
    const outcome = again.catch((error) => error);
    await someoneWaits(bed);
    await dropping.query("COMMIT");
    dropping.release();
    expect(await outcome).toEqual(how === "told again" ? 0 : expect.objectContaining(absent));
    expect(await deliveriesIn(bed, sandbox)).toEqual([]);
  },
);
