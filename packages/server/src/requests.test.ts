import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem } from "./provider.ts";
import { fixture, type Handler, type Running, start } from "./testing/fixture.ts";

const returnBody: Handler = async ({ body }) => ({ status: 409, body: { error: "seen", problems: [body] } });

let app: Running;
beforeAll(async () => {
  const strict = fixture({}, { name: "strict", prefix: "/strict", unknownQuery: "refused" });
  app = await start([fixture({ createThing: returnBody }), strict]);
});
afterAll(() => app.close());

async function problemsOf(body: unknown): Promise<Problem[]> {
  const answer = await app.post("/things", body);
  expect(answer.status).toBe(400);
  return ((await answer.json()) as { problems: Problem[] }).problems;
}

async function bodySeen(body: object): Promise<unknown> {
  const answer = await app.post("/things", { name: "a", amount: 1, ...body });
  const { error, problems } = (await answer.json()) as { error: string; problems: unknown[] };
  expect({ error, problems: error === "seen" ? [] : problems }).toEqual({ error: "seen", problems: [] });
  return problems[0];
}

async function listed(query: string, headers = {}) {
  const answer = await app.call(`/things?${query}`, { headers });
  const body = (await answer.json()) as { query?: object; header?: object; problems?: Problem[] };
  return { status: answer.status, ...body };
}

test("all problems of a request are told at once, each with its field and rule", async () => {
  const problems = await problemsOf({ amount: 1001, kind: "huge", parts: [{ id: 1 }, {}], strict: { b: 1 } });
  expect(problems).toEqual([
    { in: "body", field: "name", rule: "required", message: "is required" },
    { in: "body", field: "amount", rule: "maximum", message: "must be at most 1000" },
    { in: "body", field: "kind", rule: "enum", message: "must be one of: small, large" },
    { in: "body", field: "parts.1.id", rule: "required", message: "is required" },
    { in: "body", field: "strict.b", rule: "additionalProperties", message: "is not a known field" },
  ]);
});

test("of a body with very many values only the first problem is told: finding all takes the square of their number", async () => {
  const parts = Array.from({ length: 6_000 }, () => ({}));
  expect(await problemsOf({ name: "a", amount: 1, parts })).toMatchObject([{ field: "parts.0.id", rule: "required" }]);
});

test("problems of path, query and header are told by their place", async () => {
  const { status, problems } = await listed("limit=x&status=gone", { "x-trace-level": "high" });
  expect(status).toBe(400);
  expect(problems).toEqual([
    { in: "query", field: "limit", rule: "type", message: "must be integer" },
    { in: "query", field: "status.0", rule: "enum", message: "must be one of: new, old" },
    { in: "header", field: "x-trace-level", rule: "type", message: "must be integer" },
  ]);
  expect(await (await app.call(`/things/${"x".repeat(21)}`)).json()).toMatchObject({
    problems: [{ in: "path", field: "thingId", rule: "maxLength" }],
  });
});

test("values of a body are never coerced", async () => {
  expect(await problemsOf({ name: 1, amount: "100" })).toMatchObject([
    { field: "name", message: "must be string" },
    { field: "amount", message: "must be integer" },
  ]);
});

test("defaults are applied to body and query", async () => {
  expect(await bodySeen({})).toMatchObject({ kind: "small" });
  expect(await listed("")).toMatchObject({ query: { limit: 20 } });
});

test("null is allowed exactly where the schema's types name it", async () => {
  expect(await bodySeen({ note: null, owner: null })).toMatchObject({ note: null, owner: null });
  expect(await problemsOf({ name: null, amount: 1 })).toMatchObject([{ field: "name", rule: "type" }]);
});

test("a property called like an annotation is still judged", async () => {
  expect(await problemsOf({ name: "a", amount: 1, description: "too long" })).toMatchObject([{ field: "description" }]);
});

test("fields that the schema leaves open pass, also beside known ones", async () => {
  expect(await bodySeen({ metadata: { any: [1] }, other: true })).toMatchObject({
    metadata: { any: [1] },
    other: true,
  });
});

test("a discriminated choice is judged by the branch that was chosen", async () => {
  const of = (method: unknown) => problemsOf({ name: "a", amount: 1, method });
  expect(await of({ type: "card" })).toEqual([
    { in: "body", field: "method.token", rule: "required", message: "is required" },
  ]);
  expect(await of({ type: "gold" })).toMatchObject([{ field: "method.type", message: "must be one of: card, cash" }]);
  expect(await of({})).toMatchObject([{ field: "method.type", rule: "required" }]);
  expect(await of("card")).toMatchObject([{ field: "method", rule: "type" }]);
  expect(await bodySeen({ method: { type: "cash", till: "1" } })).toMatchObject({ method: { till: "1" } });
});

test("a nullable object that is wrong is told what is wrong with the object", async () => {
  expect(await problemsOf({ name: "a", amount: 1, owner: {} })).toEqual([
    { in: "body", field: "owner.id", rule: "required", message: "is required" },
  ]);
});

test("a list in the query is a list whether it comes once or often, repeated or with commas", async () => {
  expect(await listed("status=new")).toMatchObject({ query: { status: ["new"] } });
  expect(await listed("status=new&status=old")).toMatchObject({ query: { status: ["new", "old"] } });
  expect(await listed("tags=a,b&tags=c")).toMatchObject({ query: { tags: ["a", "b", "c"] } });
  expect(await listed("tags=a%2Cb")).toMatchObject({ query: { tags: ["a", "b"] } });
});

test("query and header parameters are coerced to their types", async () => {
  const seen = await listed("limit=5&open=true", { "x-trace-level": "3" });
  expect(seen).toMatchObject({ query: { limit: 5, open: true }, header: { "x-trace-level": 3 } });
  expect(seen.header).not.toHaveProperty("authorization");
});

test("a parameter that is a JSON document is judged as one", async () => {
  expect(await listed(`where=${encodeURIComponent('{"a":1}')}`)).toMatchObject({ query: { where: { a: 1 } } });
  expect(await listed(`where=${encodeURIComponent('{"a":"b"}')}`)).toMatchObject({ problems: [{ field: "where.a" }] });
});

test("a value of the query needs no escaping that RFC 3986 does not ask for", async () => {
  expect(await listed("since=2026-01-31T09:30:00Z")).toMatchObject({ status: 200 });
});

test("a parameter that is no list is refused when it comes twice", async () => {
  expect(await listed("limit=5&limit=6")).toMatchObject({ status: 400, problems: [{ field: "limit" }] });
});

test("unknown query parameters are ignored by one service and refused by another, as each has it", async () => {
  expect(await listed("colour=red&limit=5")).toMatchObject({ status: 200, query: { limit: 5 } });
  const headers = { authorization: "x" };
  const refused = await fetch(`${app.url}/strict/v1/things?colour=red&limit=x`, { headers });
  expect(await refused.json()).toMatchObject({
    problems: [
      { in: "query", field: "colour", message: "is not a known parameter" },
      { in: "query", field: "limit" },
    ],
  });
});

test("text that the database cannot hold is invalid wherever it stands", async () => {
  const bad = { rule: "text" };
  expect(await problemsOf({ name: "a\0", amount: 1, metadata: { deep: ["x\ud800"] }, "k\0": 1 })).toMatchObject([
    { ...bad, field: "name" },
    { ...bad, field: "metadata.deep.0" },
    { ...bad, field: "" },
  ]);
  expect(await listed("colour=a%00b")).toMatchObject({ problems: [{ ...bad, in: "query", field: "colour" }] });
  expect(await (await app.call("/things/a%00b")).json()).toMatchObject({ problems: [{ ...bad, in: "path" }] });
  expect(await bodySeen({ note: "😀" })).toMatchObject({ note: "😀" });
});

test("a body that is nested without end is refused", async () => {
  const depth = 5000;
  const answer = await app.call("/things", {
    method: "POST",
    body: `{"name":"a","amount":1,"metadata":${"[".repeat(depth)}${"]".repeat(depth)}}`,
    headers: { "content-type": "application/json" },
  });
  expect(await answer.json()).toMatchObject({ error: "invalid", problems: [{ rule: "depth" }] });
});

test("a prototype in a body or a query does no harm", async () => {
  const answer = await app.call("/things?__proto__[evil]=1&constructor[prototype][evil]=1&__proto__=x", {
    method: "POST",
    body: '{"name":"a","amount":1,"__proto__":{"evil":1},"metadata":{"__proto__":{"evil":1}}}',
    headers: { "content-type": "application/json" },
  });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toEqual({
    error: "seen",
    problems: [{ name: "a", amount: 1, kind: "small", metadata: {} }],
  });
  expect(({} as Record<string, unknown>).evil).toBeUndefined();
});

test("a request with countless problems is told fifty of them", async () => {
  expect(await problemsOf({ name: "a", amount: 1, parts: Array.from({ length: 2000 }, () => 1) })).toHaveLength(50);
});
