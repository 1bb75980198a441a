import { expect, onTestFinished, test } from "vitest";
import { Arrivals, type InboxKey, type Patience } from "./inboxes.ts";
import { eventually, testBed, testEngine, testSandbox } from "./testing.ts";

const bed = await testBed();

const orders = { sandboxId: "sbx_1", name: "orders" };

/** Somebody who waits until `look` has something to show, and what became of that. */
function waiter(arrivals: Arrivals, inbox: InboxKey, patience: Patience = {}) {
  const state = { looks: 0, isThere: false, isBack: false };
  const back = arrivals
    .until(inbox, patience, async () => {
      state.looks += 1;
      return state.isThere;
    })
    .then(() => {
      state.isBack = true;
    });
  return Object.assign(state, { back });
}

/** All that is under way in this process has gone one round further. */
const aRound = () => new Promise((resolve) => setImmediate(resolve));

test("who finds what it waits for does not wait", async () => {
  const arrivals = new Arrivals();
  await arrivals.until(orders, {}, async () => true);
});

test("a notice of the inbox makes its waiters look again, and nobody else's", async () => {
  const arrivals = new Arrivals();
  const [one, twin] = [waiter(arrivals, orders), waiter(arrivals, orders)];
  const others = [
    waiter(arrivals, { ...orders, name: "refunds" }),
    waiter(arrivals, { ...orders, sandboxId: "sbx_2" }),
    waiter(arrivals, { ...orders, name: "order" }),
  ];
  one.isThere = true;
  arrivals.hear("sbx_1 orders");
  await one.back;
  await aRound();
  expect([twin.looks, twin.isBack]).toEqual([2, false]);
  expect(others.map(({ looks, isBack }) => [looks, isBack])).toEqual(others.map(() => [1, false]));
  arrivals.close();
});

test("what comes while a waiter looks is not missed", async () => {
  const arrivals = new Arrivals();
  let looks = 0;
  await arrivals.until(orders, {}, async () => {
    looks += 1;
    // After the look has begun, which sees nothing of it.
    if (looks === 1) arrivals.hear("sbx_1 orders");
    await aRound();
    return looks === 2;
  });
});

test("many notices at once are one look", async () => {
  const arrivals = new Arrivals();
  const one = waiter(arrivals, orders);
  await aRound();
  for (let count = 0; count < 1_000; count += 1) arrivals.hear("sbx_1 orders");
  await aRound();
  expect(one.looks).toBe(2);
  arrivals.close();
});

test("a change of the sandbox and a gap in the notices make waiters look again", async () => {
  const arrivals = new Arrivals();
  const one = waiter(arrivals, orders);
  arrivals.hearOf("sbx_1");
  await aRound();
  arrivals.hearOf("sbx_2");
  await aRound();
  expect(one.looks).toBe(2);
  arrivals.hearOfAll();
  await aRound();
  expect(one.looks).toBe(3);
  arrivals.close();
});

test("patience ends a wait", async () => {
  const arrivals = new Arrivals();
  const one = waiter(arrivals, orders, { ms: 5 });
  expect(arrivals.waiting).toBe(1);
  await one.back;
  expect([one.looks, arrivals.waiting]).toEqual([1, 0]);
  await arrivals.rest({ ms: 5 });
});

test("a wait whose caller goes away ends, and leaves nothing behind in the signal", async () => {
  const arrivals = new Arrivals();
  const caller = new AbortController();
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = caller.signal;
  Object.assign(caller.signal, {
    addEventListener(...args: Parameters<typeof addEventListener>) {
      listeners.add(args[1]);
      addEventListener.apply(caller.signal, args);
    },
    removeEventListener(...args: Parameters<typeof removeEventListener>) {
      listeners.delete(args[1]);
      removeEventListener.apply(caller.signal, args);
    },
  });
  const waiting = [
    waiter(arrivals, orders, { gone: caller.signal }),
    waiter(arrivals, orders, { gone: caller.signal }),
  ];
  const resting = arrivals.rest({ gone: caller.signal });
  expect(listeners.size).toBe(3);
  caller.abort();
  await Promise.all([...waiting.map(({ back }) => back), resting]);
  expect(listeners.size).toBe(0);
  await waiter(arrivals, orders, { gone: caller.signal }).back;
  await arrivals.rest({ gone: caller.signal });
  expect(listeners.size).toBe(0);
});

test("closing ends every wait, and those that come later at once", async () => {
  const arrivals = new Arrivals();
  const waiting = Array.from({ length: 100 }, () => waiter(arrivals, orders).back);
  const resting = arrivals.rest({});
  arrivals.close();
  arrivals.close();
  await Promise.all([...waiting, resting]);
  await Promise.all([waiter(arrivals, orders).back, arrivals.rest({ ms: 60_000 })]);
});

test("a look that fails ends its own wait alone", async () => {
  const arrivals = new Arrivals();
  const one = waiter(arrivals, orders);
  const failing = arrivals.until(orders, {}, async () => {
    throw new Error("the database is away");
  });
  await expect(failing).rejects.toThrow("the database is away");
  one.isThere = true;
  arrivals.hear("sbx_1 orders");
  await one.back;
});

/** A message, as the receiver writes it. */
const receive = (sandboxId: string, name: string) =>
  bed.db.inboxMessage.create({
    data: {
      ...{ id: `msg_${sandboxId}_${name}`, sandboxId, inboxName: name, at: new Date("2030-06-01T12:00:00Z") },
      ...{ method: "POST", path: "/", headers: [], body: new Uint8Array() },
    },
  });

test("a message that any process writes is heard by every engine, with the message in sight", async () => {
  const engines = [await testEngine(bed), await testEngine(bed)];
  const { id: sandboxId } = await testSandbox(bed);
  const createdAt = new Date("2030-06-01T12:00:00Z");
  for (const name of ["orders", "refunds"]) await bed.db.inbox.create({ data: { sandboxId, name, createdAt } });
  const isThere = async () => (await bed.db.inboxMessage.count({ where: { sandboxId, inboxName: "orders" } })) > 0;
  const waiting = engines.map(({ arrivals }) => arrivals.until({ sandboxId, name: "orders" }, {}, isThere));
  await receive(sandboxId, "refunds");
  await receive(sandboxId, "orders");
  await Promise.all(waiting);
});

test("what comes while the connection for notices is lost is found when it is back", async () => {
  const { arrivals } = await testEngine(bed);
  const { id: sandboxId } = await testSandbox(bed);
  let looks = 0;
  let isThere = false;
  const waiting = arrivals.until({ sandboxId, name: "orders" }, {}, async () => {
    looks += 1;
    return isThere;
  });
  await eventually(() => expect(looks).toBe(1));
  isThere = true;
  await bed.pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'understudy notices' AND datname = current_database()",
  );
  await waiting;
});

test("an engine that closes lets its waiters go", async () => {
  const engine = await testEngine(bed);
  const waiting = waiter(engine.arrivals, orders);
  onTestFinished(() => engine.close());
  await engine.close();
  await waiting.back;
});
