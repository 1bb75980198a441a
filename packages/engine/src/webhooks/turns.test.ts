import { setImmediate as breath } from "node:timers/promises";
import { expect, test } from "vitest";
import { times } from "./testing.ts";
import { type Turn, Turns } from "./turns.ts";

/** Turns whose work goes on until it is ended by hand. */
function byHand(most: number) {
  const begun: string[] = [];
  const running = new Map<string, { turn: Turn; end: PromiseWithResolvers<void> }>();
  const errors: unknown[] = [];
  const turns = new Turns({
    most,
    work: (id, turn) => {
      const end = Promise.withResolvers<void>();
      begun.push(id);
      running.set(id, { turn, end });
      return end.promise.finally(() => running.delete(id));
    },
    onError: (error) => void errors.push(error),
  });
  const end = async (id: string) => {
    running.get(id)?.end.resolve();
    await breath();
  };
  return { turns, begun, running, errors, end };
}

test("an endpoint has one turn at a time, and what is heard before its first look does not give it another", async () => {
  const { turns, begun, end } = byHand(10);
  for (const id of ["a", "a", "b", "a"]) turns.wake(id);
  expect(begun).toEqual(["a", "b"]);
  await end("a");
  expect(begun).toEqual(["a", "b"]);
  turns.wake("a");
  expect(begun).toEqual(["a", "b", "a"]);
});

test("what comes too late for a turn gets the next, once", async () => {
  const { turns, begun, running, end } = byHand(10);
  turns.wake("a");
  const [one] = running.values();
  if (one) one.turn.hear = () => false;
  turns.wake("a");
  turns.wake("a");
  await end("a");
  expect(begun).toEqual(["a", "a"]);
  await end("a");
  expect(begun).toEqual(["a", "a"]);
});

test("whoever comes when all turns are taken waits, in the order of coming, and those at work know", async () => {
  const { turns, begun, end } = byHand(2);
  for (const id of ["a", "b", "c", "d", "c"]) turns.wake(id);
  expect(begun).toEqual(["a", "b"]);
  expect(turns.othersWait).toBe(true);
  await end("b");
  expect(begun).toEqual(["a", "b", "c"]);
  await end("a");
  expect(begun).toEqual(["a", "b", "c", "d"]);
  expect(turns.othersWait).toBe(false);
});

test("whoever has work left goes behind those that wait", async () => {
  const { turns, begun, running, end } = byHand(1);
  for (const id of ["a", "b", "c"]) turns.wake(id);
  const one = running.get("a");
  if (one) one.turn.hear = () => false;
  turns.wake("a");
  for (const id of ["a", "b", "c"]) await end(id);
  expect(begun).toEqual(["a", "b", "c", "a"]);
});

test("work of its own is done alone, does not wait in the queue, and lets what is heard meanwhile follow", async () => {
  const { turns, begun, end } = byHand(1);
  turns.wake("a");
  expect(await turns.alone("a", async () => "done")).toBeUndefined();
  const { promise, resolve } = Promise.withResolvers<string>();
  const alone = turns.alone("b", () => promise);
  let isOver = false;
  const ended = turns.ended("b").then(() => {
    isOver = true;
  });
  turns.wake("b");
  await end("a");
  expect([isOver, begun]).toEqual([false, ["a"]]);
  resolve("done");
  expect(await alone).toBe("done");
  await ended;
  expect(begun).toEqual(["a", "b"]);
});

test("work that fails is told and does not keep the next from its turn", async () => {
  const { turns, begun, running, errors } = byHand(1);
  for (const id of ["a", "b"]) turns.wake(id);
  running.get("a")?.end.reject(new Error("no"));
  await breath();
  expect(errors).toEqual([new Error("no")]);
  expect(begun).toEqual(["a", "b"]);
  await expect(turns.alone("c", () => Promise.reject(new Error("nor this")))).rejects.toThrow("nor this");
});

test("once closed, nothing begins any more, and what runs is waited for", async () => {
  const { turns, begun, end } = byHand(1);
  for (const id of ["a", "b"]) turns.wake(id);
  let isOver = false;
  const closed = turns.close().then(() => {
    isOver = true;
  });
  turns.wake("c");
  await breath();
  expect(isOver).toBe(false);
  await end("a");
  await closed;
  expect(begun).toEqual(["a"]);
});

test("ten thousand turns leave nothing behind", async () => {
  const turns = new Turns({ most: 100, work: async () => undefined, onError: () => undefined });
  for (const n of times(10_000, (n) => n)) turns.wake(`${n}`);
  await breath();
  expect(turns.othersWait).toBe(false);
  await turns.close();
});
