import { Refusal } from "@understudy/domain";
import { afterEach, expect, test } from "vitest";
import type { Answer } from "./provider.ts";
import { fixture, type Handler, type Running, start } from "./testing/fixture.ts";

let app: Running | undefined;
afterEach(() => app?.close());

/** What the caller gets and what is logged when readThing gives this answer. */
async function answered(answer: Answer, validateResponses: "throw" | "log" = "throw", path = "/things/t1") {
  const handler: Handler = async () => answer;
  const handlers = { readThing: handler, dropThing: handler, readPicture: handler, readScript: handler };
  app = await start([fixture(handlers)], { validateResponses });
  const method = path === "/things/drop" ? "DELETE" : "GET";
  const given = await app.call(path, { method });
  const text = await given.text();
  return { status: given.status, text, logged: app.logged, headers: given.headers };
}

const broken = { status: 200, body: { id: 7, amount: 1.5, extra: true } };

test("an answer that breaks the spec is a bug where the spec is enforced, and the log names operation and fields", async () => {
  const { status, text, logged } = await answered(broken);
  expect([status, text]).toEqual([500, '{"error":"bug"}']);
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatchObject({
    level: "error",
    fields: {
      service: "fixture",
      operation: "readThing",
      status: 200,
      breaches: [
        { field: "extra", rule: "additionalProperties" },
        { field: "id", rule: "type" },
        { field: "amount", rule: "type" },
      ],
    },
    message: expect.stringContaining("the answer of readThing breaks the spec: extra"),
  });
});

test("an answer that breaks the spec is logged and sent where the spec is not enforced", async () => {
  const { status, text, logged } = await answered(broken, "log");
  expect([status, JSON.parse(text)]).toEqual([200, broken.body]);
  expect(logged[0]).toMatchObject({ level: "warn", fields: { operation: "readThing" } });
});

test.each([
  ["an undocumented status", { status: 202, body: {} }, "status"],
  ["an undocumented status above 500", { status: 503, body: {} }, "status"],
  ["a wrong body of a documented 5xx", { status: 500, body: { wrong: true } }, "required"],
  ["a missing body", { status: 200 }, "content"],
  ["an undocumented type", { status: 200, body: "x", headers: { "Content-Type": "text/plain" } }, "content"],
  ["no number", { status: 200, body: { id: "a", amount: Number.NaN } }, "type"],
  ["an impossible day", { status: 200, body: { id: "a", amount: 1, at: "2026-02-30T00:00:00Z" } }, "format"],
])("%s breaks the spec", async (_name, answer, rule) => {
  const { status, logged } = await answered(answer);
  expect([status, logged[0]?.fields.breaches]).toMatchObject([500, [{ rule }]]);
});

test("a body where none is documented breaks the spec", async () => {
  const { status } = await answered({ status: 204, body: {} }, "throw", "/things/drop");
  expect(status).toBe(500);
});

test("204 goes out without body and content type", async () => {
  const { status, text, headers } = await answered({ status: 204 }, "throw", "/things/drop");
  expect([status, text, headers.get("content-type")]).toEqual([204, "", null]);
});

test("an answer that is not JSON goes out as it is, under its documented type", async () => {
  const { status, text, headers } = await answered({ status: 200, body: new Uint8Array([65]) }, "throw", "/picture");
  expect([status, text, headers.get("content-type")]).toEqual([200, "A", "image/png"]);
});

test("an object goes out as JSON under whatever type the handler names, and is judged by that type's schema", async () => {
  const headers = { "Content-Type": "text/javascript" };
  const {
    status,
    text,
    headers: sent,
  } = await answered({ status: 200, body: { name: "a" }, headers }, "throw", "/script");
  expect([status, text, sent.get("content-type")]).toEqual([200, '{"name":"a"}', "text/javascript"]);
  await app?.close();
  const { status: broken, logged } = await answered({ status: 200, body: { name: 7 }, headers }, "throw", "/script");
  expect([broken, logged[0]?.fields.breaches]).toMatchObject([500, [{ field: "name", rule: "type" }]]);
  await app?.close();
  expect(await answered({ status: 200, body: "f()", headers }, "throw", "/script")).toMatchObject({
    status: 200,
    text: "f()",
  });
});

test("where several types are documented and the handler names none, it is JSON", async () => {
  const { headers } = await answered({ status: 200, body: { name: "a" } }, "throw", "/script");
  expect(headers.get("content-type")).toBe("application/json");
});

test("an answer carries its own headers and the provider's", async () => {
  const { headers } = await answered({ status: 200, body: { id: "a", amount: 1 }, headers: { Location: "/x" } });
  expect([headers.get("location"), headers.get("request-id")?.slice(0, 4), headers.get("etag")]).toEqual([
    "/x",
    "req_",
    null,
  ]);
});

test("no header goes out twice, even if handler and provider spell it differently", async () => {
  const headers = { "Request-Id": "mine", "CONTENT-TYPE": "application/json", "content-length": "0" };
  const answer = await answered({ status: 200, body: { id: "a", amount: 1 }, headers });
  expect([answer.status, answer.headers.get("request-id"), answer.headers.get("content-type")]).toEqual([
    ...[200, "mine", "application/json"],
  ]);
  expect(JSON.parse(answer.text)).toEqual({ id: "a", amount: 1 });
});

test("a refusal with a status that the operation does not document breaks the spec", async () => {
  const service = fixture({ readThing: () => Promise.reject(new Refusal("absent", "no")) });
  const present = { ...service.present, refusal: () => ({ status: 410, body: { error: "gone" } }) };
  app = await start([{ ...service, present }]);
  expect((await app.call("/things/t1")).status).toBe(500);
});

test("what HTTP itself refuses needs no documented status", async () => {
  app = await start([fixture()]);
  const answer = await app.call("/things", { method: "POST", body: "x", headers: { "content-type": "text/plain" } });
  expect([answer.status, app.logged]).toEqual([415, []]);
});

test("a bug is answered even if its own wording breaks the spec", async () => {
  const service = fixture({ readThing: () => Promise.reject(new Error("cause")) });
  app = await start([{ ...service, present: { ...service.present, bug: () => ({ status: 500, body: { no: 1 } }) } }]);
  expect(await (await app.call("/things/t1")).json()).toEqual({ no: 1 });
  expect(app.logged.map(({ level }) => level)).toEqual(["error", "warn"]);
});

test("an invalid request is the caller's mistake, also where the spec foresees none", async () => {
  const service = fixture();
  const present = { ...service.present, invalid: () => ({ status: 422, body: { error: "invalid" } }) };
  app = await start([{ ...service, present }]);
  expect((await app.call("/things/a%00b")).status).toBe(422);
  expect(app.logged).toMatchObject([{ level: "warn", fields: { operation: "readThing", status: 422 } }]);
});
