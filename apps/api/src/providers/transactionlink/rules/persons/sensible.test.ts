import fc from "fast-check";
import { expect, it } from "vitest";
import { type Field, type FormStep, fieldTypes, type PersonStepType, type StepOf } from "../definition.ts";
import { at, definition, end, sceneOf, start } from "../turn.fixture.ts";
import { answerOf } from "./answer.ts";
import { readDocuments } from "./documents.ts";
import { failValues, sensibleValues } from "./sensible.ts";

const sceneAt = (step: StepOf<PersonStepType>) => sceneOf(start(definition({ a: step, z: end })));
const label = { en: "Field" };
const formOf = (...fields: Partial<Field>[]): FormStep => {
  const whole = fields.map((field, index) => ({ key: `f${index}`, type: "text", label, ...field }) as Field);
  return { type: "form", next: "z", fields: whole };
};

function outputOf(step: StepOf<"form" | "id_verification" | "bank_account">, given = {}) {
  const sensible = sensibleValues(step, sceneAt(step), given);
  if (!("values" in sensible)) throw new Error("Files are no values.");
  const answer = answerOf(step, sensible.values, sceneAt(step), at(0));
  if ("problems" in answer) throw new Error(JSON.stringify(answer.problems));
  return answer.output;
}

const options = [{ value: "one", label }];
const rules = fc.record(
  { required: fc.boolean(), minLength: fc.integer({ min: 0, max: 40 }), maxLength: fc.integer({ min: 40, max: 60 }) },
  { requiredKeys: [] },
);
const bounds = fc.record(
  { required: fc.boolean(), min: fc.nat(50), max: fc.integer({ min: 51, max: 99 }) },
  { requiredKeys: [] },
);
const field = fc.oneof(
  fc.record({ type: fc.constantFrom("text", "textarea"), validate: rules }),
  fc.record({ type: fc.constant("number"), validate: bounds }),
  fc.record({ type: fc.constantFrom(...fieldTypes), validate: fc.record({ required: fc.boolean() }) }),
);

it("fills in any form without a pattern", () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), (fields) => {
      const step = formOf(...fields.map((each) => ({ ...each, options }) as Partial<Field>));
      const filled = Object.keys(outputOf(step));
      const required = step.fields.filter(({ validate }) => validate?.required).map(({ key }) => key);
      expect(filled).toEqual(expect.arrayContaining(required));
    }),
  );
});

it.each(["[0-9]{10}", "\\d{2}-\\d{3}", "[A-Z]{2}[0-9]{6}", "[A-Za-z ]+", "PL\\d{10}", "(yes|no)", "\\+\\d{9,15}"])(
  "guesses what matches %s",
  (pattern) => {
    expect(outputOf(formOf({ validate: { required: true, pattern } })).f0).toMatch(new RegExp(`^(?:${pattern})$`, "u"));
  },
);

it("goes by what a field is called, by its default, and by what it is given", () => {
  const step = formOf(
    { key: "firstName" },
    { key: "dateOfBirth", type: "date" },
    { key: "own", default: "Mine" },
    { key: "given" },
  );
  const output = { firstName: "Anna", dateOfBirth: "1985-04-12", own: "Mine", given: "This" };
  expect(outputOf(step, { given: "This" })).toEqual(output);
});

it("fills in the fields that others bring up", () => {
  const visibleWhen = { "==": [{ var: "values.f1" }, true] };
  const step = formOf(
    { visibleWhen, validate: { required: true } },
    { type: "checkbox", validate: { required: true } },
  );
  expect(outputOf(step)).toEqual({ f0: "Sample", f1: true });
});

it("leaves out what it cannot guess, and asks for it where the form does", () => {
  const pattern = "zz[0-4]{17}";
  expect(outputOf(formOf({ validate: { pattern } }))).toEqual({});
  const step = formOf({ validate: { pattern, required: true } });
  expect(sensibleValues(step, sceneAt(step))).toMatchObject({ problems: [{ field: "f0", rule: "required" }] });
});

const id = { type: "id_verification", checks: ["document"], next: "z" } as const;
const bank = { type: "bank_account", flow: "embedded", next: "z" } as const;

it("passes and fails the checks that speak by their outcome", () => {
  expect([outputOf(id), outputOf(bank)]).toMatchObject([{ state: "COMPLETED" }, { status: "COMPLETE" }]);
  expect(answerOf(id, failValues(id) ?? {}, sceneAt(id), at(0))).toMatchObject({ output: { state: "FAILED" } });
  expect(answerOf(bank, failValues(bank) ?? {}, sceneAt(bank), at(0))).toMatchObject({ output: { status: "OMITTED" } });
  expect(failValues(formOf())).toBeNull();
});

it("sends as many files as are asked for, and none where none can be made up", async () => {
  const step = {
    type: "document_upload",
    accept: ["application/zip", "image/png"],
    maxSizeBytes: 5000,
    minCount: 2,
    maxCount: 3,
    next: "z",
  } as const;
  const sensible = sensibleValues(step, sceneAt(step));
  const read = await readDocuments(step, "uploads" in sensible ? sensible.uploads : []);
  expect(read).toMatchObject({ problems: [], documents: [{ type: "image/png" }, { type: "image/png" }] });
  const other = { ...step, accept: ["application/zip"] };
  expect(sensibleValues(other, sceneAt(other))).toMatchObject({ problems: [{ field: "files", rule: "type" }] });
  expect(sensibleValues({ ...other, minCount: 0 }, sceneAt(other))).toEqual({ uploads: [] });
});
