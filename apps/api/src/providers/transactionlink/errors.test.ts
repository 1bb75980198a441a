import { Refusal, refusalCodes } from "@understudy/domain";
import type { Problem } from "@understudy/server";
import { expect, it } from "vitest";
import { present } from "./errors.ts";

const at = { requestId: "0d7a5e3c-48b1-4f92-a6d0-9c1e7b2f8354", operationId: "initialiseWorkflow", now: new Date(0) };
const problem = (field: string, message: string, place: Problem["in"] = "body"): Problem => ({
  ...{ in: place, field, rule: "required", message },
});
const itemsOf = (answer: { readonly body?: unknown }) => (answer.body as { errors: unknown }).errors;

it("every refusal is the one envelope, with the request's id as its fingerprint", () => {
  for (const code of refusalCodes)
    expect(present.refusal(new Refusal(code, "No."), at).body).toEqual({
      fingerprint: at.requestId,
      errors: [{ code: expect.stringMatching(/^[A-Z_]+$/), message: "No." }],
    });
});

it("31: there is no 409 here, and 36 in the decisions: none for a body that is too large", () => {
  const statuses = refusalCodes.map((code) => present.refusal(new Refusal(code, "No."), at).status);
  expect([...new Set(statuses)].sort()).toEqual([400, 401, 403, 404, 405, 415, 429]);
  expect(present.refusal(new Refusal("too_large", "No."), at).status).toBe(400);
});

it("a refusal that has a code of the provider's own is answered by that", () => {
  const refused = new Refusal("absent", "No.", { codes: ["RESULT_NOT_AVAILABLE"] });
  expect(itemsOf(present.refusal(refused, at))).toEqual([{ code: "RESULT_NOT_AVAILABLE", message: "No." }]);
  const foreign = new Refusal("absent", "No.", { codes: ["SOMETHING_ELSE"] });
  expect(itemsOf(present.refusal(foreign, at))).toEqual([{ code: "NOT_FOUND", message: "No." }]);
});

it("each rule that is broken is an item of its own", () => {
  const problems = [
    { field: "parameters.a", rule: "MISSING_PARAMETER", message: "a is missing." },
    { field: "name", rule: "text", message: "name must be a string." },
  ];
  expect(itemsOf(present.refusal(new Refusal("invalid", "Two.", { problems }), at))).toEqual([
    { code: "MISSING_PARAMETER", message: "a is missing." },
    { code: "INVALID_REQUEST", message: "name must be a string." },
  ]);
  expect(itemsOf(present.refusal(new Refusal("invalid", "Two.", { fields: { a: ["One.", "Two."] } }), at))).toEqual([
    { code: "INVALID_REQUEST", message: "One." },
    { code: "INVALID_REQUEST", message: "Two." },
  ]);
});

it("2: each field that breaks the spec is told by its name, and the time by its own code", () => {
  const problems = [
    problem("workflowDefinitionId", "is required"),
    problem("expiresAt", "must be a date and time"),
    problem("workflowId", "must be a UUID", "path"),
    problem("", "is required"),
  ];
  expect(present.invalid(problems, at)).toEqual({
    status: 400,
    body: {
      fingerprint: at.requestId,
      errors: [
        { code: "INVALID_REQUEST", message: "workflowDefinitionId is required." },
        { code: "INVALID_EXPIRES_AT", message: "expiresAt must be a date and time." },
        { code: "INVALID_REQUEST", message: "workflowId must be a UUID." },
        { code: "INVALID_REQUEST", message: "The body is required." },
      ],
    },
  });
});

it("a bug tells nothing but where to look", () => {
  expect(present.bug(at)).toMatchObject({ status: 500, body: { errors: [{ code: "INTERNAL_ERROR" }] } });
});
