import { expect, it } from "vitest";
import { referencesOf, resolve, type Scope, valueAt } from "./mapping.ts";

const scope: Scope = {
  parameters: { companyNumber: "5123", owners: [{ name: "Ada" }, { name: "Bo" }], nothing: null },
  steps: { registry: { name: "Northwind", address: { city: "Gdynia" } }, toString: { hits: 0 } },
  execution: { id: "f01fd001-1456-426f-b8a1-972bc1d6218b", locale: "pl", recordId: null },
};

it.each([
  ["$.parameters.companyNumber", "5123"],
  ["$.parameters.owners.1.name", "Bo"],
  ["$.parameters.owners.length", 2],
  ["$.steps.registry.address.city", "Gdynia"],
  ["$.steps.registry", scope.steps.registry],
  ["$.steps.toString.hits", 0],
  ["$.execution.id", scope.execution.id],
  ["$.execution.locale", "pl"],
  ["$.parameters", scope.parameters],
])("%s names what is there", (mapping, value) => {
  expect(resolve(mapping, scope)).toEqual(value);
});

it.each([
  "$.parameters.other",
  "$.parameters.nothing.deeper",
  "$.parameters.companyNumber.deeper",
  "$.steps.screening.hits",
  "$.execution.recordId",
  "$.elsewhere",
  "$.",
  "$.steps.",
])("%s names what is not there: null", (mapping) => {
  expect(resolve(mapping, scope)).toBeNull();
});

it.each([
  "$.parameters.constructor",
  "$.parameters.__proto__",
  "$.steps.registry.hasOwnProperty",
  "$.steps.valueOf.name",
])("%s reads no prototype", (mapping) => expect(resolve(mapping, scope)).toBeNull());

it.each([
  ["$$.parameters.x", "$.parameters.x"],
  ["$$", "$"],
  ["$$5", "$5"],
  ["$5", "$5"],
  ["$", "$"],
  ["a $.b", "a $.b"],
])("%s is the text %s", (mapping, text) => expect(resolve(mapping, scope)).toBe(text));

it("names are found inside objects and lists, and all else stands for itself", () => {
  const mapping = {
    company: { number: "$.parameters.companyNumber" },
    list: ["$.steps.none", 1, true, null, {}],
    text: "x",
  };
  const value = { company: { number: "5123" }, list: [null, 1, true, null, {}], text: "x" };
  expect(resolve(mapping, scope)).toEqual(value);
  expect(resolve(undefined, scope)).toBeNull();
});

it("a key called __proto__ is a key like others", () => {
  const resolved = resolve(JSON.parse('{"__proto__": {"polluted": true}}'), scope);
  expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
  expect(JSON.stringify(resolved)).toBe('{"__proto__":{"polluted":true}}');
});

it("tells what a mapping names and where", () => {
  const mapping = { a: "$.parameters.x", b: ["$$.no", "text", { c: "$.steps.form.email" }] };
  expect(referencesOf(mapping)).toEqual([
    { at: "a", path: ["parameters", "x"] },
    { at: "b.2.c", path: ["steps", "form", "email"] },
  ]);
  expect(referencesOf("$.execution.id", "input")).toEqual([{ at: "input", path: ["execution", "id"] }]);
  expect(referencesOf(undefined)).toEqual([]);
});

it("a path ends where nothing is", () => {
  expect(valueAt({ a: { b: 1 } }, ["a", "b"])).toBe(1);
  expect(valueAt(undefined, ["a"])).toBeNull();
  expect(valueAt("text", ["0"])).toBe("t");
});
