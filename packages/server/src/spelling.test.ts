import { afterAll, beforeAll, expect, test } from "vitest";
import { fixture, type Running, start } from "./testing/fixture.ts";

/** The spec writes `Application/JSON;charset=UTF-8` for the request and `application/json;charset=UTF-8` for the answer. */
let app: Running;
beforeAll(async () => {
  app = await start([fixture({ spell: async ({ body }) => ({ status: 200, body: body ?? { name: 7 } }) })]);
});
afterAll(() => app.close());

const spell = (type: string, body?: string) =>
  app.call("/spelled", { method: "PUT", body: body ?? null, headers: { "content-type": type } });

test.each(["application/json", "application/json; charset=utf-8", 'APPLICATION/JSON ;charset="UTF-8"'])(
  "%s is what the spec spells with parameters, and the answer is sent as the spec spells it",
  async (type) => {
    const answer = await spell(type, '{"name":"a"}');
    expect([answer.status, await answer.json()]).toEqual([200, { name: "a" }]);
    expect(answer.headers.get("content-type")).toBe("application/json;charset=UTF-8");
  },
);

test("another type is refused, another charset too", async () => {
  expect((await spell("text/plain", "{}")).status).toBe(415);
  expect((await spell("application/json;charset=latin1", "{}")).status).toBe(415);
});

test("both directions are judged", async () => {
  expect((await spell("application/json", '{"name":7}')).status).toBe(400);
  expect((await spell("application/json")).status).toBe(500);
  expect(app.logged[0]?.fields).toMatchObject({ status: 200, breaches: [{ field: "name", rule: "type" }] });
});

test("other statuses keep their own types", async () => {
  const answer = await spell("application/json", "{");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
});
