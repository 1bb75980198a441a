import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, expect, test } from "vitest";
import { namelessFiles } from "../testing/nameless-files.ts";
import { Spool, type Spooled } from "./spool.ts";

const kib = 1024;
const bytes = (size: number) => Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8)) % 256));
let spool = new Spool();
afterEach(async () => {
  await spool.close();
  spool = new Spool();
});

async function filled(all: Buffer, piece: number): Promise<Spool> {
  for (let at = 0; at < all.length; at += piece) {
    spool.append(all.subarray(at, at + piece));
    await spool.flush();
  }
  await spool.settle();
  return spool;
}

async function chunksOf(file: Spooled): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.stream()) chunks.push(chunk);
  return chunks;
}

test.each([
  [0, 1],
  [100, 7],
  [256 * kib - 1, 50_000],
  [256 * kib, 64 * kib],
  [1024 * kib + 13, 48 * kib],
  [700_000, 700_000],
])("%i bytes that came by %i are given back, all, in part and as often as one asks", async (size, piece) => {
  const all = bytes(size);
  const file = (await filled(all, piece)).part();
  expect(file.size).toBe(size);
  for (const _ of ["once", "again"]) expect(Buffer.concat(await chunksOf(file)).equals(all)).toBe(true);
  expect(Math.max(0, ...(await chunksOf(file)).map(({ length }) => length))).toBeLessThanOrEqual(256 * kib);
  expect(Buffer.from(await file.head(5)).equals(all.subarray(0, 5))).toBe(true);
  const [from, length] = [Math.floor(size / 3), Math.floor(size / 2)];
  const part = spool.part(from, length);
  expect(Buffer.concat(await chunksOf(part)).equals(all.subarray(from, from + length))).toBe(true);
  expect((await part.head(size * 2)).length).toBe(length);
});

test("few bytes need no file, and the file of many has no name", async () => {
  await filled(bytes(200 * kib), 10 * kib);
  expect([0, Number.NaN]).toContain(namelessFiles());
  await spool.close();
  spool = new Spool();
  await filled(bytes(300 * kib), 10 * kib);
  expect([1, Number.NaN]).toContain(namelessFiles());
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`understudy-${process.pid}-`))).toEqual([]);
  await spool.close();
  expect([0, Number.NaN]).toContain(namelessFiles());
});

test.each([10, 300 * kib])(
  "of %i bytes nothing can be read when they are let go of, which may happen twice",
  async (size) => {
    const file = (await filled(bytes(size), 1000)).part();
    await Promise.all([spool.close(), spool.close()]);
    await expect(file.head(1)).rejects.toThrow("until it is answered");
    await expect(chunksOf(file)).rejects.toThrow("until it is answered");
  },
);

test("what is read when it is let go of is read to its end, and no further", async () => {
  const all = bytes(600 * kib);
  const chunks = (await filled(all, 64 * kib)).part().stream()[Symbol.asyncIterator]();
  const first = chunks.next();
  await spool.close();
  expect(all.subarray(0, 256 * kib).equals((await first).value)).toBe(true);
  await expect(chunks.next()).rejects.toThrow("until it is answered");
});
