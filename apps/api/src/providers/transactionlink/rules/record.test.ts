import { expect, it, test } from "vitest";
import { companies } from "./companies.ts";
import { present, recordProblems, type TableFieldType, tableFieldTypes } from "./record.ts";

const table = (type: TableFieldType) => [{ key: "it", type, options: ["new", "old"] }];
const fits = (type: TableFieldType, it: unknown) => recordProblems(table(type), { it }).length === 0;

test.each<[TableFieldType, readonly unknown[], readonly unknown[]]>([
  ["text", ["", "x"], [1, true, {}, []]],
  ["number", [0, -1.5, 1e300], ["1", true, Number.NaN]],
  ["integer", [0, -3], [1.5, "1", 2 ** 53]],
  ["date", ["2026-02-28", "2024-02-29"], ["2026-02-29", "2026-2-1", "28.02.2026", "2026-02-28T00:00:00Z", 20260228]],
  [
    "datetime",
    ["2026-02-28T10:00:00Z", "2026-02-28T10:00:00.123456+02:00", "2026-02-28T10:00-05:30"],
    ["2026-02-28", "2026-02-28T10:00:00", "2026-02-30T10:00:00Z", "2026-02-28 10:00:00Z", "2026-02-28T25:00:00Z", 1],
  ],
  ["checkbox", [true, false], ["true", 0]],
  ["json", [{}, { a: [1] }], [[], "x", 1]],
  ["array", [[], [1, "a", true, {}]], [{}, "x", [null], [[1]]]],
  ["single_select", ["new", "old"], ["other", "", ["new"], 1]],
  ["multiselect", [[], ["new", "old"]], ["new", ["other"], [1]]],
  ["id", ["62a1c7f4-0d9b-4e35-a8c6-3b5f7e1d2940", "62A1C7F4-0D9B-4E35-A8C6-3B5F7E1D2940"], ["62a1c7f4", "", 1]],
  ["assignee", ["usr_1"], [1, {}]],
])("a field of the type %s takes what is of it and nothing else", (type, good, bad) => {
  expect(good.filter((value) => !fits(type, value))).toEqual([]);
  expect(bad.filter((value) => fits(type, value))).toEqual([]);
});

it("null is no value, of whichever type", () => {
  expect(tableFieldTypes.filter((type) => !fits(type, null))).toEqual([]);
  expect(present({ b: null, a: 0, c: "", d: false, e: [] })).toEqual({ a: 0, c: "", d: false, e: [] });
});

it("all that is wrong is told at once: values of a wrong type and fields that the table does not have", () => {
  const problems = recordProblems(companies.fields, {
    name: 1,
    integer: 1.5,
    colour: "red",
    status: "lost",
    text: "x",
  });
  expect(problems.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
    "name text",
    "integer integer",
    "colour unknown_field",
    "status single_select",
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    "name must be a string.",
    "integer must be a whole number.",
    expect.stringContaining("colour is no field of this table; its fields are companyNumber, name, country,"),
    "status must be one of: new, approved, declined.",
  ]);
});

it("a body full of mistakes is answered with the first fifty", () => {
  const body = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x${index}`, 1]));
  expect(recordProblems(companies.fields, body)).toHaveLength(50);
});

it("a key that every object has by itself is no field", () => {
  expect(recordProblems(companies.fields, { toString: "x", constructor: 1 })).toHaveLength(2);
});

it("the seeded table has a field of each type", () => {
  expect(new Set(companies.fields.map(({ type }) => type))).toEqual(new Set(tableFieldTypes));
});
