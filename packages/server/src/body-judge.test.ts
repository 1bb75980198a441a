import { expect, it } from "vitest";
import { bodyJudge } from "./body-judge.ts";
import { document } from "./testing/document.ts";

const judge = bodyJudge(document, "createThing");

it("judges a body as a request's is judged, all that is wrong with it at once", () => {
  expect(judge({ name: "a", amount: 1 })).toEqual([]);
  expect(judge({ amount: 1001, kind: "huge", strict: { b: 1 } })).toEqual([
    { in: "body", field: "name", rule: "required", message: "is required" },
    { in: "body", field: "amount", rule: "maximum", message: "must be at most 1000" },
    { in: "body", field: "kind", rule: "enum", message: "must be one of: small, large" },
    { in: "body", field: "strict.b", rule: "additionalProperties", message: "is not a known field" },
  ]);
});

it.each([[null], [[]], ["text"], [7]])("%j is no such body", (body) => {
  expect(judge(body)).toMatchObject([{ field: "", rule: "type" }]);
});

it("takes no text that no database holds, and no nesting that cannot be walked", () => {
  expect(judge({ name: "a\0", amount: 1 })).toMatchObject([{ field: "name", rule: "text" }]);
  const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`);
  expect(judge({ name: "a", amount: 1, deep })).toMatchObject([{ rule: "depth" }]);
});

it.each(["listThings", "nobody"])("there is nothing to judge bodies of %s by", (operationId) => {
  expect(() => bodyJudge(document, operationId)).toThrow(`no ${operationId} with a body in JSON`);
});
