import { expect, it } from "vitest";
import type { Parameter } from "./definition.ts";
import { parameterProblems } from "./parameters.ts";

const needs = (...parameters: Parameter[]) => ({ name: "kyb", parameters });
const all = needs(
  { key: "text", type: "string" },
  { key: "count", type: "number" },
  { key: "flag", type: "boolean" },
  { key: "company", type: "object" },
  { key: "owners", type: "list" },
);

it("4: a required parameter that is missing, or null, is told by its field", () => {
  const definition = needs({ key: "companyNumber", type: "string", required: true });
  const missing = {
    field: "parameters.companyNumber",
    rule: "MISSING_PARAMETER",
    message: "parameters.companyNumber is missing: kyb cannot be started without this string.",
  };
  expect(parameterProblems(definition, {})).toEqual([missing]);
  expect(parameterProblems(definition, { companyNumber: null })).toEqual([missing]);
  expect(parameterProblems(definition, { companyNumber: "" })).toEqual([]);
});

it.each([
  [{ text: "x", count: 0, flag: false, company: {}, owners: [] }],
  [{ text: null, count: null, flag: null, company: null, owners: null }],
  [{ count: -1.5e300 }],
])("5: %j is of the types declared, and null is not given", (parameters) => {
  expect(parameterProblems(all, parameters)).toEqual([]);
});

it.each([
  ["text", 1, "parameters.text is a number, but must be a string."],
  ["count", "1", "parameters.count is a string, but must be a finite number."],
  ["count", Number.NaN, "parameters.count is a number beyond all limits, but must be a finite number."],
  ["flag", "true", "parameters.flag is a string, but must be a boolean."],
  ["company", [], "parameters.company is a list, but must be an object."],
  ["company", "x", "parameters.company is a string, but must be an object."],
  ["owners", {}, "parameters.owners is an object, but must be a list."],
])("5: %s does not take %j", (key, value, message) => {
  expect(parameterProblems(all, { [key]: value })).toEqual([
    { field: `parameters.${key}`, rule: "INVALID_PARAMETER_TYPE", message },
  ]);
});

it("all that is wrong is told at once, in the order of the definition", () => {
  const definition = needs(
    { key: "a", type: "string", required: true },
    { key: "b", type: "number" },
    { key: "c", type: "list", required: true },
  );
  const told = parameterProblems(definition, { c: "x", b: "y" }).map(({ field, rule }) => `${field} ${rule}`);
  expect(told).toEqual([
    "parameters.a MISSING_PARAMETER",
    "parameters.b INVALID_PARAMETER_TYPE",
    "parameters.c INVALID_PARAMETER_TYPE",
  ]);
});

it("keys that are not declared are nobody's business, and nothing is read from a prototype", () => {
  expect(parameterProblems(all, { campaign: ["autumn"] })).toEqual([]);
  const definition = needs({ key: "toString", type: "string", required: true });
  expect(parameterProblems(definition, {})).toMatchObject([{ rule: "MISSING_PARAMETER" }]);
});
