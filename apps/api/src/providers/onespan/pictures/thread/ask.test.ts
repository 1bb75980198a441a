import type { Worker } from "node:worker_threads";
import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import type { Person } from "../../rules/judging/person.ts";
import { drawSpecimen, drawThumbnail } from "../draw.ts";
import { readPicture } from "../reading/read.ts";
import { ThreadEnded } from "./ask.ts";

const now = new Date("2026-11-21T10:00:00Z");
const anna: Person = { firstName: "Anna", lastName: "Kowalska", birth: "1990-05-06", country: "PL" };
const passport = () => drawSpecimen("passport", "front", anna, now);
const selfie = () => drawThumbnail("portrait", "front", anna, now);

const blobOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)]);

const threads: Worker[] = [];
process.on("worker", (worker) => threads.push(worker));

test("orders that come together are done one after the other, by one thread", async () => {
  const done: string[] = [];
  const noted = async <Result>(name: string, order: Promise<Result>) => {
    const result = await order;
    done.push(name);
    return result;
  };
  const blob = blobOf(await passport());
  const [first, read, second, again] = await Promise.all([
    noted("passport", passport()),
    noted("picture", readPicture(blob)),
    noted("selfie", selfie()),
    noted("passport again", passport()),
  ]);
  expect(done).toEqual(["passport", "picture", "selfie", "passport again"]);
  expect(read).toEqual({ mediaType: "image/png", width: 1000, height: 700 });
  expect(again.equals(first)).toBe(true);
  expect(second.equals(await selfie())).toBe(true);
  expect(threads).toHaveLength(1);
});

test("a thread that ends without an order is missed by nobody", async () => {
  const before = await passport();
  await threads.at(-1)?.terminate();
  expect((await passport()).equals(before)).toBe(true);
});

test("a thread that ends takes the order with it that it has, and no other", async () => {
  const [before, started] = [await selfie(), threads.length];
  const [lost, waiting] = [passport(), selfie()];
  const ended = threads.at(-1)?.terminate();
  await expect(lost).rejects.toThrow(ThreadEnded);
  expect((await waiting).equals(before)).toBe(true);
  const unread = readPicture(blobOf(before));
  await Promise.all([ended, threads.at(-1)?.terminate()]);
  expect(await unread).toBeNull();
  expect((await selfie()).equals(before)).toBe(true);
  expect(threads).toHaveLength(started + 2);
});

test("what cannot be done is told, and the thread goes on", async () => {
  await selfie();
  const started = threads.length;
  await expect(drawSpecimen("holiday" as "passport", "front", anna, now)).rejects.toThrow("holiday is no specimen.");
  await selfie();
  expect(threads).toHaveLength(started);
});

/** Milliseconds of the processor that the longest turn of this thread's event loop takes until the work is done. */
async function longestTurn(work: Promise<unknown>): Promise<number> {
  let [longest, isDone] = [0, false];
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const before = process.threadCpuUsage();
    await new Promise(setImmediate);
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
  }
  await done;
  return longest;
}

test("nobody else is held up by drawings, or by a picture of 12 megapixels", async () => {
  const sheet = createCanvas(4000, 3000);
  const file = blobOf(sheet.encodeSync("jpeg", 80));
  const drawings = Array.from({ length: 20 }, (_, index) =>
    drawThumbnail("id-card", "front", { ...anna, firstName: `Anna ${index}` }, now),
  );
  expect(await longestTurn(Promise.all([...drawings, readPicture(file)]))).toBeLessThan(50);
  expect(await readPicture(file)).toMatchObject({ width: 4000, height: 3000 });
});
