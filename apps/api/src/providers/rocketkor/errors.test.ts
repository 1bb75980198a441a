import { Refusal, refusalCodes } from "@understudy/domain";
import type { Problem } from "@understudy/server";
import { describe, expect, it } from "vitest";
import { present } from "./errors.ts";

const now = new Date("2026-01-15T12:30:00.123Z");
const at = (operationId: string | undefined) => ({ requestId: "0af7", now, operationId });
const plain = at("getCustomer");
const linx = at("createLinxWorkflow");
const head = { timestamp: "2026-01-15T12:30:00.123Z", traceId: "0af7" };

const problem = (field: string, rule: string, message: string): Problem => ({ in: "body", field, rule, message });

describe("a refusal", () => {
  it("is told in the bare envelope, by its own code if it has one of ours", () => {
    expect(present.refusal(new Refusal("absent", "There is none."), plain)).toEqual({
      ...{ status: 404, body: { ...head, message: "There is none.", errorCode: "RESOURCE_NOT_FOUND" } },
    });
    const codes = ["WORKFLOW_NOT_ACTIVE", "not ours"];
    const { status, body } = present.refusal(new Refusal("wrong_state", "It is over.", { codes }), plain);
    expect([status, body]).toEqual([422, { ...head, message: "It is over.", errorCode: "WORKFLOW_NOT_ACTIVE" }]);
  });

  it("has a status and a code for every way to say no", () => {
    for (const code of refusalCodes) {
      const { status, body } = present.refusal(new Refusal(code, "No."), plain);
      expect([code, status]).toEqual([code, expect.toSatisfy((each: number) => each >= 400 && each < 430)]);
      expect(body).toEqual({ ...head, message: "No.", errorCode: expect.stringMatching(/^[A-Z_]+$/) });
    }
  });

  it("names its field, or each of its problems, whose messages may be phrases or sentences", () => {
    const one = present.refusal(new Refusal("exists", "externalId is taken.", { field: "externalId" }), plain);
    expect(one.body).toMatchObject({
      errors: [{ path: "externalId", message: "externalId is taken.", errorCode: "RESOURCE_EXISTS" }],
    });
    const problems = [
      { field: "a.0.b", rule: "CURRENCY_MISMATCH", message: "is in CAD" },
      { field: "c", rule: "of another house", message: "c is wrong." },
      { field: "d", rule: "RESOURCE_NOT_FOUND", message: "is unknown; did you mean `e`?" },
    ];
    const { status, body } = present.refusal(new Refusal("out_of_range", "Not so.", { problems }), plain);
    expect([status, body]).toEqual([
      422,
      {
        ...{ ...head, message: "Not so.", errorCode: "RESOURCE_NOT_USABLE" },
        errors: [
          { path: "a.0.b", message: "a.0.b is in CAD.", errorCode: "CURRENCY_MISMATCH" },
          { path: "c", message: "c is wrong.", errorCode: "RESOURCE_NOT_USABLE" },
          { path: "d", message: "d is unknown; did you mean `e`?", errorCode: "RESOURCE_NOT_FOUND" },
        ],
      },
    ]);
  });

  it("has the code of its problems where all have the same, and else that of its kind", () => {
    const codeOf = (...rules: readonly string[]) => {
      const problems = rules.map((rule, index) => ({ field: `f${index}`, rule, message: "is wrong" }));
      const { body } = present.refusal(new Refusal("out_of_range", "No.", { problems }), plain);
      return (body as { errorCode: string }).errorCode;
    };
    expect(codeOf("CURRENCY_MISMATCH")).toBe("CURRENCY_MISMATCH");
    expect(codeOf("RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND")).toBe("RESOURCE_NOT_FOUND");
    expect(codeOf("RESOURCE_NOT_FOUND", "CURRENCY_MISMATCH")).toBe("RESOURCE_NOT_USABLE");
    expect(codeOf("of another house")).toBe("RESOURCE_NOT_USABLE");
  });

  it("of LinX is a Result where it is about the request, and the bare envelope where it is about the caller", () => {
    const problems = [{ field: "parameters.amount", rule: "AMOUNT_INVALID", message: "must be above 0" }];
    const { status, body } = present.refusal(new Refusal("invalid", "Wrong.", { problems }), linx);
    const message = "The request is not valid: parameters.amount must be above 0.";
    const error = {
      path: "parameters.amount",
      message: "parameters.amount must be above 0.",
      errorCode: "AMOUNT_INVALID",
    };
    const fieldError = {
      ...{
        fieldName: "amount",
        fieldCategory: "parameters",
        code: "AMOUNT_INVALID",
        message: "amount must be above 0.",
      },
    };
    expect([status, body]).toEqual([
      400,
      {
        result: {
          successful: false,
          error: { ...head, message, errorCode: "INVALID_REQUEST", errors: [error] },
          fieldErrors: [fieldError],
        },
      },
    ]);
    expect(present.refusal(new Refusal("no_scope", "No."), linx).body).not.toHaveProperty("result");
    expect(present.refusal(new Refusal("too_large", "No."), linx).body).not.toHaveProperty("result");
    expect(present.bug(linx).body).not.toHaveProperty("result");
    expect(present.refusal(new Refusal("absent", "No."), at("updateLinxTemplate")).body).toHaveProperty("result");
    expect(present.refusal(new Refusal("absent", "No."), at("getLinxTemplate")).body).not.toHaveProperty("result");
    expect(present.refusal(new Refusal("no_route", "No."), at(undefined)).body).not.toHaveProperty("result");
  });
});

describe("an invalid request", () => {
  it("has a code for each rule, of the schema and of ours", () => {
    const problems = [
      problem("title", "required", "is required"),
      problem("own", "additionalProperties", "is not a known field"),
      problem("steps.0.name", "enum", "must be one of: a, b"),
      problem("steps", "STEP_DUPLICATED", "has notification twice"),
      problem("", "type", "must be object"),
    ];
    const { status, body } = present.invalid(problems, plain);
    expect([status, body]).toEqual([
      400,
      {
        ...{
          ...head,
          message: "The request is not valid; errors says why, field by field.",
          errorCode: "INVALID_REQUEST",
        },
        errors: [
          { path: "title", message: "title is required.", errorCode: "FIELD_REQUIRED" },
          { path: "own", message: "own is not a known field.", errorCode: "FIELD_UNKNOWN" },
          { path: "steps.0.name", message: "steps.0.name must be one of: a, b.", errorCode: "FIELD_INVALID" },
          { path: "steps", message: "steps has notification twice.", errorCode: "STEP_DUPLICATED" },
          { path: "", message: "The body must be a JSON object.", errorCode: "FIELD_INVALID" },
        ],
      },
    ]);
  });

  it("of LinX tells nothing of fields where the body as a whole is wrong", () => {
    const wrong = [problem("", "required", "is required"), problem("title", "required", "is required")];
    expect(present.invalid(wrong, linx).body).toMatchObject({
      result: {
        error: { errors: [{ path: "", message: "The body is required." }, { path: "title" }] },
        fieldErrors: [{ fieldName: "title" }],
      },
    });
    expect(present.invalid([problem("", "type", "must be object")], linx).body).toMatchObject({
      result: { error: { message: "The request is not valid: The body must be a JSON object." }, fieldErrors: [] },
    });
  });

  it("with an id that none can have is absent", () => {
    const problems: Problem[] = [{ in: "path", field: "customerId", rule: "text", message: "holds NUL" }];
    expect(present.invalid(problems, plain).status).toBe(404);
  });
});

it("a bug says no more than where to look", () => {
  const { status, body } = present.bug(plain);
  expect([status, body]).toEqual([
    500,
    { ...head, message: expect.stringContaining("0af7"), errorCode: "INTERNAL_ERROR" },
  ]);
});
