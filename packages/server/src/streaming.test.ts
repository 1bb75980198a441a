import { request } from "node:http";
import { afterEach, expect, test } from "vitest";
import type { Answer } from "./provider.ts";
import type { Streamed } from "./streaming.ts";
import { fixture, type Running, start } from "./testing/fixture.ts";

let app: Running;
afterEach(() => app.close());

async function begin(body: Streamed, other: Partial<Answer> = {}) {
  const handler = async () => ({ status: 200, body, ...other });
  app = await start([fixture({ readPicture: handler, readScript: handler })]);
}

const chunkBytes = 256 * 1024;
const chunkOf = (number: number) => Buffer.alloc(chunkBytes, number);

/** A stream of so many chunks that tells how far it came, and how it was left. `at` may throw. */
function watched(chunks: number, at: (number: number) => void = () => {}) {
  const ended = Promise.withResolvers<void>();
  const seen = { asked: 0, given: 0, ended: ended.promise };
  async function* stream() {
    seen.asked += 1;
    try {
      for (let number = 0; number < chunks; number += 1) {
        at(number);
        seen.given += 1;
        yield chunkOf(number);
      }
    } finally {
      ended.resolve();
    }
  }
  return { size: chunks * chunkBytes, stream, seen };
}

/** A caller of the picture, who keeps nothing of it and may leave. */
function reader(onChunk: (bytes: number) => void = () => {}) {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const sent = request(`${app.url}/fixture/v1/picture`, { headers: { authorization: "x" }, agent: false }, (answer) => {
    let size = 0;
    answer.on("data", (chunk: Buffer) => {
      size += chunk.length;
      onChunk(chunk.length);
    });
    answer.on("end", () => resolve(size)).on("error", reject);
  });
  sent.on("error", reject).end();
  promise.catch(() => {});
  return { leave: () => sent.destroy(), size: promise };
}

test("a stream goes out as it is, with its length and under its documented type", async () => {
  const body = watched(5);
  await begin(body);
  const answer = await app.call("/picture");
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("content-length")]).toEqual([
    ...[200, "image/png", String(body.size)],
  ]);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.equals(Buffer.concat([0, 1, 2, 3, 4].map(chunkOf)))).toBe(true);
  expect([answer.headers.get("transfer-encoding"), body.seen.asked, app.logged]).toEqual([null, 1, []]);
});

test("one answer after the other goes over a connection", async () => {
  await begin(watched(2));
  for (let time = 0; time < 3; time += 1)
    expect((await (await app.call("/picture")).arrayBuffer()).byteLength).toBe(2 * chunkBytes);
});

test("an empty one is an answer", async () => {
  await begin(watched(0));
  const answer = await app.call("/picture");
  expect([answer.headers.get("content-length"), await answer.text()]).toEqual(["0", ""]);
});

test("HEAD has the same headers and does not ask for the stream", async () => {
  const body = watched(5);
  await begin(body);
  const answer = await app.call("/picture", { method: "HEAD" });
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("content-length")]).toEqual([
    ...[200, "image/png", String(body.size)],
  ]);
  expect([await answer.text(), body.seen.asked]).toEqual(["", 0]);
});

test("JSON is not streamed", async () => {
  await begin(watched(1), { headers: { "Content-Type": "application/json" } });
  expect((await app.call("/script")).status).toBe(500);
  expect(app.logged).toMatchObject([{ fields: { breaches: [{ rule: "content" }] } }]);
});

test("a type that is documented beside JSON is", async () => {
  await begin(watched(1), { headers: { "Content-Type": "text/javascript" } });
  expect((await (await app.call("/script")).arrayBuffer()).byteLength).toBe(chunkBytes);
});

test("it is made no faster than it is read", async () => {
  const body = watched(512);
  await begin(body);
  let [read, lead] = [0, 0];
  const { size } = reader((bytes) => {
    read += bytes;
    lead = Math.max(lead, body.seen.given * chunkBytes - read);
  });
  expect(await size).toBe(body.size);
  // What lies in the system's buffers, for both ends.
  expect(lead).toBeLessThan(32 * 1024 * 1024);
});

test("a caller who leaves ends it", async () => {
  const body = watched(512);
  await begin(body);
  const { leave, size } = reader(() => leave());
  await expect(size).rejects.toThrow();
  await body.seen.ended;
  expect([body.seen.given < 512, app.logged]).toEqual([true, []]);
});

test("for a caller who has left already it is not asked", async () => {
  const body = watched(1);
  const left = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  app = await start([
    fixture({
      readPicture: async () => {
        caller.leave();
        await left.promise;
        setImmediate(done.resolve);
        return { status: 200, body };
      },
    }),
  ]);
  app.server.on("request", (_, response) => response.once("close", left.resolve));
  const caller = reader();
  await done.promise;
  expect([body.seen.asked, app.logged]).toEqual([0, []]);
});

const fail = (from: number) => (number: number) => {
  if (number >= from) throw new Error("the disk is gone");
};
test.each([
  ["fails in the middle", watched(40, fail(20)), "the disk is gone"],
  ["fails at its first chunk", watched(40, fail(0)), "the disk is gone"],
  ["fails at its last chunk", watched(40, fail(39)), "the disk is gone"],
  ["is too short", { ...watched(40), size: 40 * chunkBytes + 1 }, "has ended after 10485760"],
  ["is too long", { ...watched(40), size: 40 * chunkBytes - 1 }, "has more of them"],
  ["is too long from the start", { ...watched(1), size: 0 }, "has more of them"],
])("one that %s breaks the connection off, and is a bug", async (_name, body, message) => {
  await begin(body);
  await expect(reader().size).rejects.toThrow();
  const fields = { operation: "readPicture", err: { message: expect.stringContaining(message) } };
  await expect.poll(() => app.logged).toMatchObject([{ level: "error", message: "unexpected error", fields }]);
  expect((await app.call("/things/t1")).status).toBe(200);
});
