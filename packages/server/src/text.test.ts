import { expect, test } from "vitest";
import { prototypesIn, unstorable } from "./text.ts";

test("a prototype is found wherever it stands, and taken out", () => {
  const body = JSON.parse('{"__proto__":1,"list":[{"__proto__":{"a":1}}],"constructor":{"prototype":{}}}');
  expect(prototypesIn(body, "body").map(({ field, rule }) => `${rule} ${field}`)).toEqual([
    "prototype __proto__",
    "prototype list.0.__proto__",
  ]);
  expect(unstorable(body, "body")).toEqual([]);
  expect(prototypesIn(body, "body")).toEqual([]);
  expect(JSON.stringify(body)).toBe('{"list":[{}],"constructor":{"prototype":{}}}');
});

test("what is nested without end is looked into no further than it may be nested", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(2000)}{"__proto__":1}${"}".repeat(2000)}`);
  expect(prototypesIn(deep, "body")).toEqual([]);
  for (const plain of [undefined, null, "__proto__", 1, []]) expect(prototypesIn(plain, "body")).toEqual([]);
});
