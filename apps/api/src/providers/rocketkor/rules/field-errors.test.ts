import { expect, test } from "vitest";
import { fieldErrorOf } from "./field-errors.ts";

test.each([
  ["parameters.amount", "parameters", "amount"],
  ["steps.2.inputs.user.phoneNumber", "user", "phoneNumber"],
  ["steps.4.inputs.user.documents.0.documentGroup", "user", "documents.0.documentGroup"],
  ["steps.2.inputs.user", "user", "user"],
  ["definition.steps.2.input.user.addresses", "user", "addresses"],
  ["definition.steps.3.input.preDefined.solution", "preDefined", "solution"],
  ["steps.3.name", "request", "steps.3.name"],
  ["title", "request", "title"],
  ["parameters", "request", "parameters"],
])("OD-25: %s is a field of the category %s", (field, fieldCategory, fieldName) => {
  expect(fieldErrorOf({ field, rule: "FIELD_INVALID", message: "must be mended" })).toEqual({
    ...{ fieldName, fieldCategory, code: "FIELD_INVALID", message: `${fieldName} must be mended.` },
  });
});

test("35. a question keeps its mark", () => {
  const fault = { field: "parameters.ammount", rule: "FIELD_UNKNOWN", message: "is unknown; did you mean `amount`?" };
  expect(fieldErrorOf(fault).message).toBe("ammount is unknown; did you mean `amount`?");
});
