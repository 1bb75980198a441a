import { expect, test } from "vitest";
import { after, noon, testBed } from "../testing.ts";
import { resubscribe, type SubscriptionSpec, subscribe, unsubscribe } from "./subscriptions.ts";
import { deliveriesIn, happen, stillWorld } from "./testing.ts";

const bed = await testBed();
/** Everything happens at a minute of its own, so that it shows which revision is whose. */
async function world() {
  const { sandbox, at } = await stillWorld(bed);
  return { sandbox, at: (minute: number) => at(after(minute)) };
}

const endpoint = (endpointId: string, spec: Partial<SubscriptionSpec> = {}): SubscriptionSpec => ({
  ...{ provider: "acme", endpointId, filter: {}, target: { url: "http://127.0.0.1:1/" } },
  ...spec,
});

/** All revisions as `endpoint in group, since minute[, until minute]`. */
async function revisions({ id: sandboxId }: { id: string }): Promise<string[]> {
  const rows = await bed.db.subscription.findMany({ where: { sandboxId }, orderBy: { sequence: "asc" } });
  const minute = (at: Date) => (at.getTime() - noon.getTime()) / 60_000;
  return rows.map(
    ({ endpointId, groupId, createdAt, endedAt }) =>
      `${endpointId} in ${groupId}, since ${minute(createdAt)}${endedAt ? `, until ${minute(endedAt)}` : ""}`,
  );
}

test("what says the same is left as it is, however its target is ordered and whatever JSON leaves out", async () => {
  const { sandbox, at } = await world();
  const spec = endpoint("one", { filter: { type: ["rang"], shop: ["a", "b"] }, target: { url: "u", secret: "s" } });
  await subscribe(at(0), [spec]);
  await subscribe(at(1), [spec]);
  await subscribe(at(2), [{ ...spec, target: { secret: "s", headers: undefined, url: "u" } }]);
  expect(await revisions(sandbox)).toEqual(["one in null, since 0"]);
});

test.each<[string, Partial<SubscriptionSpec>]>([
  ["target", { target: { url: "http://127.0.0.1:2/" } }],
  ["filter", { filter: { type: ["rang"] } }],
  ["group", { groupId: "door" }],
])("another %s ends the revision and begins one", async (_, change) => {
  const { sandbox, at } = await world();
  await subscribe(at(0), [endpoint("one"), endpoint("two")]);
  await subscribe(at(1), [endpoint("one", change), endpoint("two")]);
  expect(await revisions(sandbox)).toEqual([
    "one in null, since 0, until 1",
    "two in null, since 0",
    `one in ${change.groupId ?? null}, since 1`,
  ]);
});

test("a delivery keeps the revision that it began with", async () => {
  const { sandbox, at } = await world();
  await subscribe(at(0), [endpoint("one")]);
  await happen(at(0));
  await subscribe(at(1), [endpoint("one", { target: { url: "http://127.0.0.1:2/" } })]);
  await happen(at(1));
  const rows = await deliveriesIn(bed, sandbox);
  expect(new Set(rows.map(({ subscriptionId }) => subscriptionId)).size).toBe(2);
  expect(rows.map(({ dueAt }) => dueAt)).toEqual([noon, after(1)]);
});

test("a group has exactly the endpoints that it is said to have: those that stay are left alone", async () => {
  const { sandbox, at } = await world();
  await resubscribe(at(0), "acme", "door", [endpoint("gone"), endpoint("kept"), endpoint("changed")]);
  await subscribe(at(0), [endpoint("stranger", { groupId: "gate" })]);
  await resubscribe(at(1), "acme", "door", [
    endpoint("kept"),
    endpoint("changed", { filter: { type: ["rang"] } }),
    endpoint("new"),
  ]);
  expect(await revisions(sandbox)).toEqual([
    "gone in door, since 0, until 1",
    "kept in door, since 0",
    "changed in door, since 0, until 1",
    "stranger in gate, since 0",
    "changed in door, since 1",
    "new in door, since 1",
  ]);
  await resubscribe(at(2), "acme", "door", []);
  expect((await revisions(sandbox)).filter((line) => !line.includes("until"))).toEqual(["stranger in gate, since 0"]);
});

test("one endpoint or a whole group ends, in this sandbox and of this provider", async () => {
  const { sandbox, at } = await world();
  const other = await world();
  await subscribe(other.at(0), [endpoint("one", { groupId: "door" })]);
  await subscribe(at(0), [
    endpoint("one", { groupId: "door" }),
    endpoint("two", { groupId: "door" }),
    endpoint("one", { groupId: "door", provider: "bell" }),
    endpoint("three"),
  ]);
  await unsubscribe(at(1), "acme", { endpointId: "three" });
  await unsubscribe(at(2), "acme", { groupId: "door" });
  await unsubscribe(at(3), "acme", { groupId: "door" });
  expect(await revisions(sandbox)).toEqual([
    "one in door, since 0, until 2",
    "two in door, since 0, until 2",
    "one in door, since 0",
    "three in null, since 0, until 1",
  ]);
  expect(await revisions(other.sandbox)).toEqual(["one in door, since 0"]);
});

test("an endpoint that ended may begin again", async () => {
  const { sandbox, at } = await world();
  await subscribe(at(0), [endpoint("one")]);
  await unsubscribe(at(1), "acme", { endpointId: "one" });
  await subscribe(at(2), [endpoint("one")]);
  expect(await revisions(sandbox)).toEqual(["one in null, since 0, until 1", "one in null, since 2"]);
});

test("an endpoint has one revision at a time, even where two changes meet", async () => {
  const { sandbox, at } = await world();
  await subscribe(at(0), [endpoint("one")]);
  const changes = [1, 2, 3, 4].map((n) => subscribe(at(n), [endpoint("one", { target: { n } })]));
  const outcomes = await Promise.allSettled(changes);
  expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
  const current = await bed.db.subscription.count({ where: { sandboxId: sandbox.id, endedAt: null } });
  expect(current).toBe(1);
});
