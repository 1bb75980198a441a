import { createHash, randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mount } from "./mount.ts";
import type { Spooled } from "./spooling/spool.ts";
import { document } from "./testing/document.ts";
import { fixture, type Running, start } from "./testing/fixture.ts";
import { namelessFiles } from "./testing/nameless-files.ts";

let app: Running;
beforeAll(async () => {
  app = await start([fixture({}, { judge: () => [{ field: "", rule: "no", message: "is never asked" }] })]);
});
afterAll(() => app.close());

async function send(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const type = { "content-type": "application/pdf" };
  const answer = await app.call("/scan", { method: "POST", body, headers: { ...type, ...headers } });
  return [answer.status, await answer.json()];
}
const digest = (bytes: Uint8Array) => `${bytes.length} ${createHash("sha256").update(bytes).digest("hex")}`;

test.each([1, 255_000, 300_000])(
  "a body of %i bytes is handed over as a file, which no schema judges",
  async (size) => {
    const bytes = new Uint8Array(randomBytes(size));
    expect(await send(bytes)).toEqual([200, digest(bytes)]);
    expect(await send(new Uint8Array(gzipSync(bytes)), { "content-encoding": "gzip" })).toEqual([200, digest(bytes)]);
    expect([0, Number.NaN]).toContain(namelessFiles());
  },
);

test("its limit is the spec's, to the byte, however it is compressed", async () => {
  const refused = [413, { error: "too_large" }];
  expect(await send(new Uint8Array(300_001))).toEqual(refused);
  expect(await send(new Uint8Array(gzipSync(Buffer.alloc(5_000_000))), { "content-encoding": "gzip" })).toEqual(
    refused,
  );
  expect([0, Number.NaN]).toContain(namelessFiles());
});

test("an empty one is none, and another type is refused", async () => {
  const missing = { in: "body", field: "", rule: "required", message: "is required" };
  expect(await send(new Uint8Array())).toEqual([400, { error: "invalid", problems: [missing] }]);
  expect(await send(new Uint8Array(3), { "content-type": "image/png" })).toEqual([415, { error: "bad_media_type" }]);
});

test("it can be read until the answer is made, and not after it", async () => {
  let kept: Spooled | undefined;
  const house = await start([
    fixture({
      sendScan: async ({ body }) => {
        kept = body as Spooled;
        return { status: 200, body: Buffer.from(await kept.head(4)).toString() };
      },
    }),
  ]);
  const init = { method: "POST", body: "%PDF-1.7", headers: { "content-type": "application/pdf" } };
  expect(await (await house.call("/scan", init)).json()).toBe("%PDF");
  await house.close();
  await expect(kept?.head(4)).rejects.toThrow("until it is answered");
});

const body = (type: string, media: object) => ({
  ...document,
  paths: { "/x": { put: { operationId: "x", requestBody: { content: { [type]: media } }, responses: {} } } },
});
const binary = { type: "string", format: "binary" };
const rules = { fields: ["a"], maxBytes: 1, maxTotalBytes: 1 };
test.each([
  ["a file without a limit", "image/png", { schema: binary }, "image/png needs x-streamed with maxBytes"],
  ["a limit without a file", "image/png", { "x-streamed": { maxBytes: 1 } }, "needs a schema of format binary"],
  ["files in what is no JSON", "text/plain", { "x-inline-files": rules }, "x-inline-files needs JSON"],
  ["files at no place", "application/json", { "x-inline-files": { ...rules, fields: [] } }, "names no fields"],
  ["files of any size", "application/json", { "x-inline-files": { fields: ["a"] } }, "x-inline-files with maxBytes"],
])("%s in a spec stops the mount", (_, type, media, message) => {
  const service = fixture({ x: async () => ({ status: 200 }) }, { document: body(type, media) });
  const options = {
    log: console,
    validateResponses: "log",
    bodyLimit: 1,
    uploadLimit: 1,
    realNow: () => new Date(0),
  } as const;
  expect(() => mount(service, options)).toThrow(message);
});
