import { expect, test } from "vitest";
import { Lane } from "./lane.ts";

/** A lane whose looks are answered one by one, in whatever order: each with work, with none, or with an error. */
function manual(most: number) {
  const looks: ((found: object | undefined | Error) => void)[] = [];
  const trouble: unknown[] = [];
  const lane = new Lane({
    most,
    onTrouble: (error) => void trouble.push(error),
    take: (onHeld) =>
      new Promise((resolve, reject) => {
        looks.push((found) => {
          if (found instanceof Error) return reject(found);
          if (found) onHeld();
          resolve(found);
        });
      }),
  });
  const answer = async (found?: object) => {
    looks.shift()?.(found);
    // All that follows from it has happened by the next turn of the loop.
    await new Promise(setImmediate);
    return looks.length;
  };
  return { lane, looks, trouble, answer };
}

test("nobody looks until there is a hint, and one hint is looked after once", async () => {
  const { lane, looks, answer } = manual(3);
  expect(looks).toHaveLength(0);
  lane.wake();
  expect(looks).toHaveLength(1);
  expect(await answer()).toBe(0);
  await lane.idle();
});

test("whoever finds something looks again, and another one looks meanwhile, up to the limit", async () => {
  const { lane, answer } = manual(3);
  lane.wake();
  expect(await answer({})).toBe(2);
  expect(await answer({})).toBe(3);
  expect(await answer({})).toBe(3);
  for (const left of [2, 1, 0]) expect(await answer()).toBe(left);
});

test("a hint that comes while all look is not lost: somebody looks after it", async () => {
  const { lane, looks, answer } = manual(2);
  for (let hints = 0; hints < 10; hints += 1) lane.wake();
  expect(looks).toHaveLength(2);
  expect(await answer()).toBe(2);
  expect(await answer()).toBe(1);
  expect(await answer()).toBe(0);
});

test("any number of hints makes no more looks than there are workers, and one", async () => {
  const { lane, looks, answer } = manual(2);
  lane.wake();
  for (let hints = 0; hints < 1_000; hints += 1) lane.wake();
  let count = 0;
  for (; looks.length > 0; count += 1) await answer();
  expect(count).toBeGreaterThanOrEqual(1);
  expect(count).toBeLessThanOrEqual(3);
});

test("where no work can be had that is told once until it can be had again, and the next hint is looked after", async () => {
  const { lane, looks, trouble, answer } = manual(1);
  for (const found of [new Error("one"), new Error("two"), undefined, new Error("three")]) {
    lane.wake();
    expect(looks).toHaveLength(1);
    expect(await answer(found)).toBe(0);
  }
  expect(trouble).toEqual([new Error("one"), new Error("three")]);
});

test("a lane that closes looks no more, and has closed when what is under way is over", async () => {
  const { lane, looks, trouble, answer } = manual(2);
  lane.wake();
  await answer({});
  expect(looks).toHaveLength(2);
  let isClosed = false;
  const closed = lane.close().then(() => {
    isClosed = true;
  });
  lane.wake();
  expect(await answer({})).toBe(1);
  expect(isClosed).toBe(false);
  expect(await answer(new Error("left"))).toBe(0);
  await closed;
  expect(trouble).toEqual([]);
});
