import { expect, it } from "vitest";
import type { Field, FormStep } from "../definition.ts";
import { scopeOf } from "../scope.ts";
import { definition, end, start } from "../turn.fixture.ts";
import { defaultsOf, fieldProblems, submittedValues, valuesOf, visibleFields } from "./form.ts";

const label = { en: "Label" };
const options = [
  { value: "pl", label },
  { value: "de", label },
  { value: "fr", label },
];
const formOf = (...fields: (Partial<Field> & Pick<Field, "type">)[]): FormStep => {
  return { type: "form", next: "z", fields: fields.map((field, index) => ({ key: `f${index}`, label, ...field })) };
};
const world = start(definition({ a: formOf(), z: end }), { parameters: { number: "5260250274" }, locale: "pl" });
const scope = scopeOf(world.execution, { before: { email: "anna@example.com" } });
const context = { locale: "pl", definition: world.definition, scope };
const rulesOf = (step: FormStep, values: Record<string, unknown>) =>
  fieldProblems(step, values, context).map(({ field, rule, limit }) => [field, rule, limit]);
const judge = (field: Partial<Field> & Pick<Field, "type">, value: unknown) =>
  rulesOf(formOf(field), { f0: value }).map(([, rule]) => rule);
const read = (field: Partial<Field> & Pick<Field, "type">, value: unknown) =>
  valuesOf(formOf(field), { f0: value }, scope).f0;

it.each([
  ["text", "  Anna ", "Anna"],
  ["textarea", " a\r\nb ", "a\nb"],
  ["email", " anna@example.com ", "anna@example.com"],
  ["number", "1 234,50", 1234.5],
  ["number", "-0.5", -0.5],
  ["number", 7, 7],
  ["date", "2024-02-29", "2024-02-29"],
  ["checkbox", "on", true],
  ["checkbox", false, false],
  ["checkbox", null, false],
  ["select", "de", "de"],
  ["multiselect", ["fr", "pl", "fr"], ["pl", "fr"]],
  ["multiselect", "de", ["de"]],
] as const)("keeps of %s %j: %j", (type, given, kept) => {
  expect(read({ type, options }, given)).toEqual(kept);
  expect(judge({ type, options }, given)).toEqual([]);
});

it.each([
  ["22 123 45 67", "+48221234567"],
  ["+44 20 7946 0123", "+442079460123"],
  ["0048 22 123 45 67", "+48221234567"],
])("keeps the telephone number %s as %s", (given, kept) => {
  expect(read({ type: "phone" }, given)).toBe(kept);
});

it.each([
  ["text", 7, "type"],
  ["text", "two\nlines", "type"],
  ["text", "nul\0", "type"],
  ["email", "anna@example", "type"],
  ["email", "anna example@example.com", "type"],
  ["email", "anna..n@example.com", "type"],
  ["email", "@example.com", "type"],
  ["phone", "12", "type"],
  ["phone", "call me", "type"],
  ["number", "1,234.5", "type"],
  ["number", "12 34", "type"],
  ["number", "0x10", "type"],
  ["number", Number.NaN, "type"],
  ["date", "2023-02-29", "type"],
  ["date", "29.02.2024", "type"],
  ["checkbox", "yes", "type"],
  ["select", "us", "option"],
  ["select", ["de"], "type"],
  ["multiselect", ["de", "us"], "option"],
  ["multiselect", [1], "type"],
] as const)("refuses for %s %j: %s", (type, given, rule) => {
  expect(judge({ type, options }, given)).toEqual([rule]);
});

it.each([
  ["text", { required: true }, " ", "required"],
  ["number", { required: true }, null, "required"],
  ["multiselect", { required: true }, [], "required"],
  ["checkbox", { required: true }, false, "required"],
  ["text", { minLength: 3 }, "zł", "minLength"],
  ["text", { maxLength: 2 }, "😀😀😀", "maxLength"],
  ["number", { min: 10 }, "9,99", "min"],
  ["number", { max: 10 }, 11, "max"],
  ["date", { min: "2024-01-01" }, "2023-12-31", "min"],
  ["date", { max: "2024-01-01" }, "2024-01-02", "max"],
  ["text", { pattern: "[0-9]{2}-[0-9]{3}" }, "x00-950", "pattern"],
] as const)("holds %s to %j: %j breaks %s", (type, validate, given, rule) => {
  expect(judge({ type, validate, options }, given)).toEqual([rule]);
});

it("asks nothing of an optional field that is empty", () => {
  const validate = { minLength: 3, pattern: "x" };
  expect(judge({ type: "text", validate }, "")).toEqual([]);
  expect(valuesOf(formOf({ type: "text", validate }), { f0: "" }, scope)).toEqual({});
});

it("tells of every field at once, and of those that the form does not have", () => {
  const step = formOf({ type: "text", validate: { required: true } }, { type: "number", validate: { min: 1, max: 5 } });
  expect(rulesOf(step, { f1: 9, other: 1 })).toEqual([
    ["f0", "required", null],
    ["f1", "max", 5],
    ["other", "unknown", null],
  ]);
});

it("says what to mend, in the definition's own words where it has some", () => {
  const message = (field: Partial<Field> & Pick<Field, "type">, value: unknown) =>
    fieldProblems(formOf(field), { f0: value }, context).map((problem) => problem.message);
  expect(message({ type: "text", validate: { minLength: 3 } }, "a")).toEqual([
    "f0 is too short: give at least 3 characters.",
  ]);
  expect(message({ type: "date", validate: { max: "2024-01-01" } }, "2025-01-01")).toEqual([
    "f0 must not be after 2024-01-01.",
  ]);
  const patternErrorMessage = { en: "Six digits.", pl: "Sześć cyfr." };
  expect(message({ type: "text", validate: { pattern: "\\d{6}", patternErrorMessage } }, "a")).toEqual(["Sześć cyfr."]);
});

const owners = formOf(
  { type: "checkbox" },
  { type: "text", validate: { required: true }, visibleWhen: { "==": [{ var: "values.f0" }, true] } },
  { type: "text", validate: { required: true }, visibleWhen: { "==": [{ var: "values.f1" }, "Anna"] } },
);

it("neither asks nor keeps a field that is not visible, nor what depends on it", () => {
  expect(rulesOf(owners, { f0: false, f1: "Anna", f2: "x" })).toEqual([]);
  expect(valuesOf(owners, { f0: false, f1: "Anna", f2: "x" }, scope)).toEqual({ f0: false });
  expect(rulesOf(owners, { f0: true })).toEqual([["f1", "required", null]]);
  expect(visibleFields(owners, { f0: "on", f1: " Anna" }, scope).map(({ key }) => key)).toEqual(["f0", "f1", "f2"]);
});

it("shows a field whose condition cannot be applied", () => {
  expect(visibleFields(formOf({ type: "text", visibleWhen: { unheard: [] } }), {}, scope)).toHaveLength(1);
});

it("takes a field's default until the person has emptied it", () => {
  const step = formOf(
    { type: "text", default: "$.parameters.number" },
    { type: "email", default: "$.steps.before.email" },
    { type: "number", default: "none" },
    { type: "checkbox", default: true },
  );
  const whole = { f0: "5260250274", f1: "anna@example.com", f3: true };
  expect(defaultsOf(step, scope)).toEqual(whole);
  expect(valuesOf(step, {}, scope)).toEqual(whole);
  expect(valuesOf(step, { f0: "", f1: null, f3: false }, scope)).toEqual({ f3: false });
});

it("reads a page's form so that what is not ticked and not chosen counts as given", () => {
  const form = new FormData();
  form.append("f0", "Anna");
  form.append("f2", "pl");
  form.append("f2", "fr");
  const step = formOf(
    { type: "text" },
    { type: "checkbox", default: true },
    { type: "multiselect", options },
    { type: "date" },
  );
  expect(submittedValues(step, form)).toEqual({ f0: "Anna", f1: false, f2: ["pl", "fr"], f3: null });
});

it("knows fields by names that every object has", () => {
  const step = formOf(
    { type: "text", key: "constructor", validate: { required: true } },
    { type: "text", key: "__proto__" },
  );
  expect(rulesOf(step, {})).toEqual([["constructor", "required", null]]);
  const values = valuesOf(step, JSON.parse('{"__proto__": "a", "constructor": "b"}'), scope);
  expect(Object.entries(values)).toEqual([
    ["constructor", "b"],
    ["__proto__", "a"],
  ]);
});

it("means the whole text by a pattern, by code points", () => {
  const fits = (value: string, pattern: string) => judge({ type: "text", validate: { pattern } }, value).length === 0;
  expect(fits("PL526", "[A-Z]{2}[0-9]{3}")).toBe(true);
  expect(fits("PL5260", "[A-Z]{2}[0-9]{3}")).toBe(false);
  expect(fits("ab", "a|bc")).toBe(false);
  expect(fits("🏦", ".")).toBe(true);
  expect(fits("żółw", "\\p{L}+")).toBe(true);
});

it("breaks off what would take years, however many fields have such patterns, and does not blame the person", () => {
  const slow = formOf(
    ...Array.from({ length: 100 }, () => ({ type: "text", validate: { pattern: "(a+)+" } }) as const),
  );
  const values = Object.fromEntries(slow.fields.map(({ key }) => [key, `${"a".repeat(60)}!`]));
  const before = performance.now();
  expect(() => fieldProblems(slow, values, context)).toThrow("the workflow has to be mended");
  expect(performance.now() - before).toBeLessThan(3_000);
});
