import { describe, expect, it } from "vitest";
import { type Definition, fieldTypes, isPersonStep } from "../rules/definition.ts";
import { problemsOf } from "../rules/definition-problems.ts";
import { executionTypeOf } from "../rules/graph.ts";
import { isLanguageTag } from "../rules/locale.ts";
import { textsOf } from "../rules/problems/texts.ts";
import { seededDefinitions } from "./index.ts";

const named = (name: string): Definition => {
  const definition = seededDefinitions.find((each) => each.name === name);
  if (!definition) throw new Error(`there is no ${name}`);
  return definition;
};
const fieldsOf = (definition: Definition) =>
  Object.values(definition.steps).flatMap((step) => (step.type === "form" ? step.fields : []));

it("four are there from the start, by ids that stay", () => {
  expect(seededDefinitions.map((each) => [each.id.slice(-2), each.name, executionTypeOf(each)])).toEqual([
    ["01", "kyb-onboarding", "INTERACTIVE"],
    ["02", "background-screening", "BACKGROUND"],
    ["03", "manual-review", "BACKGROUND"],
    ["04", "failing-lookup", "BACKGROUND"],
  ]);
  for (const { id, revision } of seededDefinitions) {
    expect(id).toMatch(/^7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b0\d$/);
    expect(revision).toBe("r1");
  }
});

describe.each(seededDefinitions)("$name", (definition) => {
  it("has no problems", () => expect(problemsOf(definition)).toEqual([]));

  it("says every text in every locale, and in no other", () => {
    for (const tag of definition.locales) expect(isLanguageTag(tag)).toBe(true);
    for (const [key, step] of Object.entries(definition.steps))
      for (const { path, text } of textsOf(step)) {
        expect(Object.keys(text), `${key}.${path}`).toEqual(definition.locales);
        for (const said of Object.values(text)) expect(said, `${key}.${path}`).toMatch(/^\S(.*\S)?$/);
      }
  });

  it("gives every step for persons a title and a description", () => {
    for (const step of Object.values(definition.steps).filter(isPersonStep))
      expect(step).toMatchObject({ title: expect.anything(), description: expect.anything() });
  });

  it("says what is wrong wherever a pattern is not met, and means the same in a browser and here", () => {
    for (const { validate } of fieldsOf(definition).filter((field) => field.validate?.pattern)) {
      expect(validate?.patternErrorMessage).toBeDefined();
      for (const flags of ["u", "v"]) expect(() => new RegExp(validate?.pattern ?? "", flags)).not.toThrow();
    }
  });
});

describe("kyb-onboarding", () => {
  const definition = named("kyb-onboarding");

  it("speaks six languages, in different words", () => {
    expect(definition.locales).toEqual(["en", "fr", "pl", "uk", "de", "es"]);
    const { title = {} } = definition.steps.company ?? {};
    expect(new Set(Object.values(title)).size).toBe(6);
  });

  it("has every kind of step for persons, and every kind of field", () => {
    const types = Object.values(definition.steps).map(({ type }) => type);
    for (const type of ["form", "document_upload", "id_verification", "bank_account"]) expect(types).toContain(type);
    const kinds = fieldsOf(definition).map(({ type }) => type);
    expect([...new Set(kinds)].sort()).toEqual([...fieldTypes].sort());
  });

  it.each([
    ["companyNumber", ["0000345671", "PL 526-025-02-74", "HRB 1234/5"], ["", "-1", "№ 5"]],
    ["phone", ["+48 500 100 200", "+33612345678"], ["500100200", "+48", "+48-500-100"]],
  ])("takes the usual spellings of %s", (key, good, bad) => {
    const pattern = fieldsOf(definition).find((field) => field.key === key)?.validate?.pattern ?? "";
    for (const text of good) expect(text).toMatch(new RegExp(pattern, "u"));
    for (const text of bad) expect(text).not.toMatch(new RegExp(pattern, "u"));
  });
});
