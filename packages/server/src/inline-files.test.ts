import { createHash, randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { Refusal } from "@understudy/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Service } from "./provider.ts";
import type { Spooled } from "./spooling/spool.ts";
import { fixture, type Handler, type Running, start, type World } from "./testing/fixture.ts";
import { namelessFiles } from "./testing/nameless-files.ts";

let app: Running;
const begin = async (handlers: Readonly<Record<string, Handler>> = {}, other: Partial<Service<World>> = {}) => {
  await app?.close();
  const service = fixture(handlers, other);
  const { refusal } = service.present;
  const told: typeof refusal = (refused, at) => {
    const answer = refusal(refused, at);
    const { message, details } = refused;
    return { ...answer, body: { ...(answer.body as object), problems: [message, details.field ?? null] } };
  };
  app = await start([{ ...service, present: { ...service.present, refusal: told } }], { bodyLimit: 100_000 });
};
beforeEach(() => begin());
afterEach(async () => {
  await app.close();
  // Whatever was asked and however it ended, nothing of it stays, though nobody waits for that of one who left.
  while (namelessFiles() > 0) await new Promise(setImmediate);
});

const head = "data:application/pdf;base64,";
const inBase64 = (bytes: Uint8Array) => head + Buffer.from(bytes).toString("base64");
const digest = (bytes: Uint8Array) => `${bytes.length} ${createHash("sha256").update(bytes).digest("hex")}`;

async function send(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const type = { "content-type": "application/json" };
  const answer = await app.call("/papers", { method: "PUT", body, headers: { ...type, ...headers } });
  return [answer.status, await answer.json()];
}
const invalid = (field: string, rule: string, message: unknown) => [
  400,
  { error: "invalid", problems: [{ in: "body", field, rule, message }] },
];

test("files are handed over beside the body, in which their beginnings stay", async () => {
  const files = [150_000, 140_000, 1, 0].map((size) => randomBytes(size));
  const documents = [...files.map((bytes) => ({ content: inBase64(bytes) })), { content: "sfs://x" }];
  expect(await send(JSON.stringify({ title: "ü", documents }))).toEqual([
    200,
    {
      body: { title: "ü", documents: [...files.map(() => ({ content: head })), { content: "sfs://x" }] },
      files: Object.fromEntries(files.map((bytes, index) => [`documents.${index}.content`, digest(bytes)])),
    },
  ]);
});

test.each([
  ["gzip", gzipSync],
  ["GZIP", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
] as const)("a body in %s is read, and its limits are those of what is in it", async (encoding, compressed) => {
  const bytes = randomBytes(100_000);
  const sent = (value: object) =>
    send(new Uint8Array(compressed(JSON.stringify(value))), { "content-encoding": encoding });
  expect(await sent({ cover: inBase64(bytes) })).toMatchObject([200, { files: { cover: digest(bytes) } }]);
  expect(await sent({ cover: inBase64(Buffer.alloc(10_000_000)) })).toMatchObject([
    413,
    { problems: [expect.stringContaining("200000 bytes"), "cover"] },
  ]);
  expect(await sent({ list: Array(100_000).fill(0) })).toMatchObject([413, {}]);
});

test("a body whose encoding is broken or unknown is refused", async () => {
  const whole = new Uint8Array(gzipSync(JSON.stringify({ cover: inBase64(randomBytes(100_000)) })));
  expect(await send(whole.slice(0, 50_000), { "content-encoding": "gzip" })).toMatchObject([
    400,
    { error: "bad_json" },
  ]);
  expect(await send("{}", { "content-encoding": "gzip" })).toMatchObject([400, { error: "bad_json" }]);
  expect(await send("{}", { "content-encoding": "toString" })).toMatchObject([415, { error: "bad_media_type" }]);
});

test("what every body in JSON must be, one with files must be too", async () => {
  const cover = inBase64(randomBytes(100_000));
  expect(await send(JSON.stringify({ cover }).slice(0, -1))).toMatchObject([400, { error: "bad_json" }]);
  expect(await send(JSON.stringify({ cover }).slice(0, -2))).toMatchObject([400, { error: "bad_json" }]);
  expect(await send(new Uint8Array([34, 255, 34]))).toMatchObject([400, { error: "bad_json" }]);
  const latin1 = { "content-type": "application/json; charset=latin1" };
  expect(await send(JSON.stringify({ cover }), latin1)).toMatchObject([415, { error: "bad_media_type" }]);
  expect(await send("\ufeff{}")).toEqual([200, { body: {}, files: {} }]);
  expect(await send("")).toEqual([200, { body: "none", files: {} }]);
  expect(await send("null")).toMatchObject(invalid("", "type", "must be object"));
});

test("what is wrong with a file is told with all that is wrong with the body", async () => {
  const documents = [{ content: `${inBase64(randomBytes(90_000))}!${"A".repeat(9_000)}` }, { content: "data:,x" }];
  expect(await send(JSON.stringify({ documents, cover: `data:${"x".repeat(40)};base64,AAAA` }))).toMatchObject([
    400,
    {
      problems: [
        { field: "documents.0.content", rule: "contentEncoding", message: expect.stringMatching(/^must be base64/) },
        { field: "cover", rule: "maxLength" },
        { field: "documents.1.content", rule: "pattern" },
      ],
    },
  ]);
});

test("a long text at another place is a problem of its field", async () => {
  const long = inBase64(Buffer.alloc(60_000));
  const message = "must be at most 64 KB; only a file in documents.*.content, cover may be larger";
  expect(await send(JSON.stringify({ metadata: { logo: long } }))).toEqual(
    invalid("metadata.logo", "maxLength", message),
  );
  expect(await send(JSON.stringify({ metadata: { logo: long + long } }))).toEqual([
    413,
    { error: "too_large", problems: ["metadata.logo must be at most 64 KB; it is larger.", "metadata.logo"] },
  ]);
});

test("a file over its limit is refused by its field, and so are all that are over theirs together", async () => {
  const documents = (...sizes: number[]) =>
    JSON.stringify({ documents: sizes.map((size) => ({ content: inBase64(Buffer.alloc(size)) })) });
  expect((await send(documents(200_000, 100_000)))[0]).toBe(200);
  expect(await send(documents(3, 200_001))).toEqual([
    413,
    {
      error: "too_large",
      problems: ["documents.1.content must be at most 200000 bytes; it is larger.", "documents.1.content"],
    },
  ]);
  expect(await send(documents(200_000, 100_001, 3))).toMatchObject([
    413,
    { error: "too_large", problems: [expect.stringContaining("300000 bytes"), "documents.1.content"] },
  ]);
});

test("text that cannot be kept is refused in what stands before a file as anywhere", async () => {
  expect(await send(JSON.stringify({ cover: "data:\0;base64,AAAA" }))).toMatchObject([
    400,
    { problems: [{ field: "cover", rule: "text" }] },
  ]);
});

test("a caller who sends more than may be sent hears of it, and the connection can be used again", async () => {
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  const heard = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", function take(chunk) {
        text += chunk.toString();
        if (!pattern.test(text)) return;
        socket.off("data", take);
        resolve(text);
      });
    });
  const request = (body: string) =>
    `PUT /fixture/v1/papers HTTP/1.1\r\nhost: x\r\nauthorization: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const refused = heard(/}$/);
  socket.write(request(`{"cover":"${inBase64(Buffer.alloc(5_000_000))}"}`));
  expect(await refused).toMatch(/^HTTP\/1.1 413 .*cover must be at most/s);
  const answered = heard(/}}$/);
  socket.write(request('{"cover":"x"}'));
  expect(await answered).toMatch(/^HTTP\/1.1 200 /);
  socket.destroy();
});

test.each(["identity", "gzip"])(
  "a caller who leaves in the middle of a file, sent as %s, leaves nothing",
  async (encoding) => {
    const handled: unknown[] = [];
    await begin({ sendPapers: async ({ body }) => ({ status: 200, body: { seen: handled.push(body) } }) });
    const closed = new Promise((resolve) => {
      app.server.once("request", (_request, response: ServerResponse) => response.once("close", resolve));
    });
    const text = Buffer.from(
      `{"documents":[{"content":"${inBase64(randomBytes(190_000))}"},{"content":"${inBase64(randomBytes(100_000))}"}]}`,
    );
    const sent = encoding === "gzip" ? gzipSync(text) : text;
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    socket.write(
      "PUT /fixture/v1/papers HTTP/1.1\r\nhost: x\r\nauthorization: x\r\ncontent-type: application/json\r\n",
    );
    socket.write(`content-encoding: ${encoding}\r\ncontent-length: ${sent.length}\r\n\r\n`);
    socket.write(sent.subarray(0, sent.length - 50), () => socket.destroy());
    await closed;
    expect((await app.call("/things/mine")).status).toBe(200);
    expect([handled, app.logged]).toEqual([[], []]);
  },
);

test("files are read until the answer is made, and not after it", async () => {
  let kept: Spooled | undefined;
  const keep: Handler = async ({ files }) => {
    kept = files.get("cover");
    expect(await kept?.head(2)).toHaveLength(2);
    return { status: 200, body: {} };
  };
  await begin({ sendPapers: keep });
  expect((await send(JSON.stringify({ cover: inBase64(randomBytes(100)) })))[0]).toBe(200);
  await expect(kept?.head(2)).rejects.toThrow("until it is answered");
});

const large = JSON.stringify({
  documents: [200_000, 99_000].map((size) => ({ content: inBase64(Buffer.alloc(size)) })),
});
const bug: Handler = () => Promise.reject(new Error("bug"));
const endings: [string, number, Readonly<Record<string, Handler>>, Partial<Service<World>>][] = [
  ["is handled", 200, {}, {}],
  ["is refused", 404, { sendPapers: () => Promise.reject(new Refusal("absent", "no")) }, {}],
  ["meets a bug", 500, { sendPapers: bug }, {}],
  ["is inspected and refused", 400, {}, { inspect: () => Promise.reject(new Refusal("card_data", "no")) }],
  ["breaks a rule of its provider", 400, {}, { judge: () => [{ field: "cover", rule: "no", message: "no" }] }],
];
test.each(endings)("nothing of a request stays that %s", async (_, status, handlers, other) => {
  let open = Number.NaN;
  const judge: Service<World>["judge"] = (...asked) => {
    open = namelessFiles();
    return other.judge?.(...asked) ?? [];
  };
  await begin(handlers, { ...other, judge });
  expect((await send(large))[0]).toBe(status);
  expect([1, Number.NaN]).toContain(open);
});
