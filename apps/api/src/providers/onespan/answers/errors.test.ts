import document from "@understudy/contracts/onespan.json" with { type: "json" };
import { type Fault, Refusal, refusalCodes } from "@understudy/domain";
import type { Moment, Problem } from "@understudy/server";
import { describe, expect, test } from "vitest";
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

describe("a pattern", () => {
  /** What stands in a request, by the name of its field: the pattern, or nothing. */
  function* patternsIn(schema: unknown, name = ""): Generator<readonly [name: string, pattern: string]> {
    if (typeof schema !== "object" || schema === null) return;
    const { $ref, pattern, properties = {}, items } = schema as Schema;
    if ($ref) yield* patternsIn(schemas[$ref.slice($ref.lastIndexOf("/") + 1)], name);
    if (pattern) yield [name, pattern];
    for (const [key, each] of Object.entries(properties)) yield* patternsIn(each, key);
    if (items) yield* patternsIn(items, name);
  }
  interface Schema {
    readonly $ref?: string;
    readonly pattern?: string;
    readonly properties?: Readonly<Record<string, unknown>>;
    readonly items?: unknown;
  }
  const { schemas, parameters, requestBodies } = document.components as unknown as Record<
    "schemas" | "parameters" | "requestBodies",
    Record<string, { name: string; schema: Schema; content: Record<string, { schema: Schema }> }>
  >;
  const all = [
    ...Object.values(parameters).flatMap(({ name, schema }) => [...patternsIn(schema, name)]),
    ...Object.values(requestBodies).flatMap(({ content }) =>
      Object.values(content).flatMap(({ schema }) => [...patternsIn(schema)]),
    ),
  ];

  test("is told in words, whichever of the spec's it is", () => {
    expect(all.map(([name]) => name)).toEqual(
      expect.arrayContaining(["withVerifications", "url", "document_id", "dob", "country_code", "tenant_id"]),
    );
    for (const [name, pattern] of all) {
      const problem = {
        in: "body",
        field: `a.0.${name}`,
        rule: "pattern",
        message: `must look like ${pattern}`,
      } as const;
      expect([name, invalid(problem)]).toEqual([
        name,
        { status: 400, error: "Bad Request", message: expect.stringMatching(`^a\\.0\\.${name} must [^^$\\[]+[.]$`) },
      ]);
    }
  });

  test("of a field that has none is told as the house words it, and so are other rules of a field that has one", () => {
    const told = (field: string, rule: string) => invalid({ in: "body", field, rule, message: "must be as it must" });
    for (const [field, rule] of [
      ["trigger", "pattern"],
      ["constructor", "pattern"],
      ["users.0.dob", "date"],
    ] as const)
      expect(told(field, rule)).toMatchObject({ message: `${field} must be as it must.` });
  });
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
