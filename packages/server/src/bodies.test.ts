import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixture, type Running, start } from "./testing/fixture.ts";

let app: Running;
beforeAll(async () => {
  app = await start([fixture()]);
});
afterAll(() => app.close());

async function send(path: string, method: string, type: string | undefined, body?: RequestInit["body"]) {
  const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
  const answer = await app.call(path, { method, headers, body: body ?? null, duplex: "half" } as RequestInit);
  return [answer.status, await answer.json()];
}
const create = (type: string | undefined, body?: RequestInit["body"]) => send("/things", "POST", type, body);
const change = (type: string | undefined, body?: RequestInit["body"]) => send("/things/t1", "PATCH", type, body);

const good = JSON.stringify({ name: "a", amount: 1 });
const refused = (status: number, error: string) => [status, { error }];
const streamed = (text: string) => new Blob([text]).stream();

test.each(["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])(
  "%s is JSON",
  async (type) => {
    expect((await create(type, good))[0]).toBe(201);
  },
);

test("a documented family of JSON types takes its members, an undocumented one does not", async () => {
  expect((await change("application/merge-patch+json", '{"name":"b"}'))[1]).toEqual({ body: { name: "b" } });
  expect(await create("application/merge-patch+json", good)).toEqual(refused(415, "bad_media_type"));
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"])(
  "a body of %s is of the wrong type for JSON",
  async (type) => {
    expect(await create(type, good)).toEqual(refused(415, "bad_media_type"));
  },
);

test("a body in another charset is refused", async () => {
  expect(await create("application/json; charset=latin1", good)).toEqual(refused(415, "bad_media_type"));
});

test.each(["{", " ", "{'a':1}", '{"name":"\u0001"}', "[1,]"])("%j is bad JSON", async (text) => {
  expect(await create("application/json", text)).toEqual(refused(400, "bad_json"));
});

test("a body that is not UTF-8 is bad JSON", async () => {
  expect(await create("application/json", new Uint8Array([34, 255, 34]))).toEqual(refused(400, "bad_json"));
});

test("JSON that is no object is judged by the schema", async () => {
  expect(await create("application/json", "null")).toMatchObject([400, { problems: [{ field: "", rule: "type" }] }]);
  expect(await create("application/json", "7")).toMatchObject([400, { problems: [{ field: "", rule: "type" }] }]);
});

test("a body over the limit is too large, announced or not", async () => {
  const large = JSON.stringify({ name: "a".repeat(30_000), amount: 1 });
  expect(await create("application/json", large)).toEqual(refused(413, "too_large"));
  expect(await create("application/json", streamed(large))).toEqual(refused(413, "too_large"));
});

test("a compressed body is read, and its limit is that of its contents", async () => {
  const zipped = (text: string) =>
    app.call("/things", {
      method: "POST",
      body: new Uint8Array(gzipSync(text)),
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
    });
  expect((await zipped(good)).status).toBe(201);
  expect((await zipped(JSON.stringify({ name: "a".repeat(30_000), amount: 1 }))).status).toBe(413);
});

test("an unknown content encoding is refused", async () => {
  const headers = { "content-type": "application/json", "content-encoding": "rot13" };
  const answer = await app.call("/things", { method: "POST", body: good, headers });
  expect([answer.status, await answer.json()]).toEqual(refused(415, "bad_media_type"));
});

test.each([undefined, "application/json", "text/plain"])("an optional body sent empty as %s is none", async (type) => {
  expect(await change(type)).toEqual([200, { body: "none" }]);
});

test("an optional body that is announced but empty is none", async () => {
  expect(await change("application/json", streamed(""))).toEqual([200, { body: "none" }]);
});

test("a required body sent empty is a problem of the body as a whole", async () => {
  const problems = [{ in: "body", field: "", rule: "required", message: "is required" }];
  expect(await create("application/json")).toEqual([400, { error: "invalid", problems }]);
  expect(await create(undefined)).toEqual([400, { error: "invalid", problems }]);
});

test("form fields are judged like JSON", async () => {
  const type = "application/x-www-form-urlencoded";
  expect(await send("/token", "POST", type, "grant=client")).toMatchObject([200, { body: { grant: "client" } }]);
  expect(await send("/token", "POST", type, "grant=me")).toMatchObject([400, { problems: [{ field: "grant" }] }]);
});

test("a form of more fields than anybody fills in is refused, and none of fewer loses any", async () => {
  const type = "application/x-www-form-urlencoded";
  const [, { body }] = await send("/token", "POST", type, `grant=client${"&a=1".repeat(1_999)}`);
  expect(body.a).toHaveLength(1_999);
  expect(await send("/token", "POST", type, `grant=client${"&a=1".repeat(2_000)}`)).toEqual(refused(413, "too_large"));
});

test("a body that no operation asked for is not read", async () => {
  const answer = await app.call("/things/t1", { method: "DELETE", body: "{{{", headers: { "content-type": "x/y" } });
  expect(answer.status).toBe(204);
});
