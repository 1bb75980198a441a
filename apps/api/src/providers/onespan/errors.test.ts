import { type Fault, Refusal, refusalCodes } from "@understudy/domain";
import type { Moment, Problem } from "@understudy/server";
import { expect, test } from "vitest";
import { present } from "./errors.ts";

const at: Moment = { requestId: "7b1f", now: new Date("2030-01-01T00:00:00Z"), operationId: "createTransaction" };
const invalid = (...problems: Problem[]) => present.invalid(problems, at).body;
const refused = (problems: readonly Fault[]) => present.refusal(new Refusal("invalid", "No.", { problems }), at).body;

test("every refusal has a status that the provider documents, or that HTTP itself asks for", () => {
  const statuses = refusalCodes.map((code) => present.refusal(new Refusal(code, "No."), at).status);
  expect(new Set(statuses)).toEqual(new Set([400, 401, 403, 404, 405, 429]));
  const of = (code: (typeof refusalCodes)[number]) => present.refusal(new Refusal(code, "No."), at).status;
  for (const code of ["too_large", "bad_media_type", "bad_json", "wrong_state", "conflict"] as const)
    expect(of(code)).toBe(400);
});

test("the body repeats the status, its name, and says why; a 401 says which credential is wanted", () => {
  expect(present.refusal(new Refusal("no_scope", "It lacks a scope."), at)).toEqual({
    status: 403,
    body: { status: 403, error: "Forbidden", message: "It lacks a scope." },
  });
  expect(present.refusal(new Refusal("bad_credential", "It has expired."), at)).toEqual({
    ...{ status: 401, body: { status: 401, error: "Unauthorized", message: "It has expired." } },
    headers: { "WWW-Authenticate": "Bearer" },
  });
  expect(present.bug(at)).toEqual({
    status: 500,
    body: {
      ...{ status: 500, error: "Internal Server Error" },
      message: "Something went wrong on our side; the log has its cause under 7b1f.",
    },
  });
});

test("all that is wrong with a request is told in one message, each field by its name", () => {
  expect(
    invalid(
      { in: "body", field: "workflow_id", rule: "required", message: "is required" },
      { in: "body", field: "users.0.dob", rule: "birth", message: "must be a day, such as 1999-01-01" },
      { in: "query", field: "withVerifications", rule: "enum", message: "must be one of: true, false" },
      { in: "header", field: "x-tenant", rule: "minLength", message: "must not be empty" },
    ),
  ).toEqual({
    ...{ status: 400, error: "Bad Request" },
    message:
      "workflow_id is required. users.0.dob must be a day, such as 1999-01-01. " +
      "withVerifications must be one of: true, false. X-Tenant must not be empty.",
  });
});

test("a body that is missing or of the wrong type is told by its name", () => {
  const told = (rule: string, message: string) => invalid({ in: "body", field: "", rule, message });
  expect(told("required", "is required")).toMatchObject({ message: "The body is required." });
  expect(told("type", "must be object")).toMatchObject({ message: "The body must be a JSON object." });
});

test("rules go on after the field's name, whatever they end in", () => {
  expect(
    refused([
      { field: "users.0.role", rule: "role", message: "must be a role of the workflow" },
      { field: "url", rule: "pattern", message: "must look like ^sfs://." },
    ]),
  ).toMatchObject({ message: "users.0.role must be a role of the workflow. url must look like ^sfs://.." });
  const fields = { content: ["must be a PDF"] };
  expect(present.refusal(new Refusal("invalid", "No.", { fields }), at).body).toMatchObject({
    message: "content must be a PDF.",
  });
});

test("every answer says that it depends on Accept", () => {
  expect(present.headers?.(at)).toEqual({ Vary: "Accept" });
});
