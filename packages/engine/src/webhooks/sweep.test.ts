import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { realNow } from "../real-time.ts";
import { longestMs, Sweep } from "./sweep.ts";
import type { Upcoming } from "./upcoming.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A sweep whose looks are answered by hand. */
function sweep() {
  const looks: { at: readonly string[] | "everything"; answer: PromiseWithResolvers<Upcoming[]> }[] = [];
  const upcoming: string[] = [];
  const errors: unknown[] = [];
  const it = new Sweep({
    look: (sandboxIds) => {
      const answer = Promise.withResolvers<Upcoming[]>();
      looks.push({ at: sandboxIds ?? "everything", answer });
      return answer.promise;
    },
    onUpcoming: ({ subscriptionId }) => void upcoming.push(subscriptionId),
    log: { error: (details) => void errors.push(details) },
  });
  onTestFinished(() => it.close());
  const answer = async (found: string[] = []) => {
    looks.at(-1)?.answer.resolve(found.map((subscriptionId) => ({ subscriptionId, at: realNow() })));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { it, looks, upcoming, errors, answer };
}

test("a sandbox that has changed is looked at, everything where there is no telling", async () => {
  const { it, looks, upcoming, answer } = sweep();
  it.sandbox("one");
  await answer(["a", "b"]);
  it.everything();
  await answer(["c"]);
  expect(looks.map(({ at }) => at)).toEqual([["one"], "everything"]);
  expect(upcoming).toEqual(["a", "b", "c"]);
});

test("one look at a time: what changes meanwhile is looked at together", async () => {
  const { it, looks, answer } = sweep();
  for (const id of ["one", "two", "three", "two"]) it.sandbox(id);
  expect(looks.map(({ at }) => at)).toEqual([["one"]]);
  await answer();
  expect(looks.map(({ at }) => at)).toEqual([["one"], ["two", "three"]]);
  it.sandbox("four");
  it.everything();
  await answer();
  await answer();
  expect(looks.map(({ at }) => at)).toEqual([["one"], ["two", "three"], "everything"]);
});

test("every few seconds everything is looked at, unasked, and a failure is told and does not end that", async () => {
  const { looks, errors, answer } = sweep();
  await vi.advanceTimersByTimeAsync(longestMs);
  looks[0]?.answer.reject(new Error("no"));
  await vi.advanceTimersByTimeAsync(longestMs);
  await answer();
  expect(looks.map(({ at }) => at)).toEqual(["everything", "everything"]);
  expect(errors).toEqual([{ err: new Error("no") }]);
});

test("once closed, nothing is looked at any more, and a look that fails because of it is nobody's mistake", async () => {
  const { it, looks, errors } = sweep();
  it.everything();
  it.sandbox("one");
  it.close();
  looks[0]?.answer.reject(new Error("closed"));
  await vi.advanceTimersByTimeAsync(2 * longestMs);
  it.everything();
  expect(looks).toHaveLength(1);
  expect(errors).toEqual([]);
});
