import { Refusal, refusalCodes } from "@understudy/domain";
import type { Problem } from "@understudy/server";
import { expect, it } from "vitest";
import { present } from "./errors.ts";

const at = (operationId: string | undefined) => ({ requestId: "0HL80RJLS76I7", operationId, now: new Date(0) });
const problem = (field: string, rule: string, place: Problem["in"] = "body"): Problem => ({
  ...{ in: place, field, rule, message: "is wrong" },
});

it("a refusal has a body where the provider documents one: with 400 and 422", () => {
  for (const code of refusalCodes) {
    const { status, body } = present.refusal(new Refusal(code, "No."), at("getWorkflow"));
    const type = { 400: "request_malformed", 422: "request_invalid" }[status];
    if (type === undefined) expect([code, body]).toEqual([code, undefined]);
    else expect(body).toMatchObject({ request_id: "0HL80RJLS76I7", error_type: type });
  }
});

it("the codes of a refusal are told once each and in one order, whatever was found first", () => {
  const codes = ["retry_invalid", "actions_required", "conditions_required", "retry_invalid"];
  const { body } = present.refusal(new Refusal("invalid", "No.", { codes }), at("addWorkflow"));
  expect(body).toMatchObject({ error_codes: ["conditions_required", "actions_required", "retry_invalid"] });
});

it("a path that cannot be asked for is absent", () => {
  expect(present.invalid([problem("workflowId", "text", "path")], at("getWorkflow"))).toEqual({ status: 404 });
});

it("a request for a token is refused in OAuth's words, whatever is wrong with it", () => {
  for (const code of refusalCodes) {
    const { status, body } = present.refusal(new Refusal(code, "No."), at("requestAccessToken"));
    if (status !== 413) expect([status, Object.keys(body as object)]).toEqual([400, ["error"]]);
  }
  expect(present.invalid([problem("grant_type", "enum")], at("requestAccessToken"))).toEqual({
    ...{ status: 400, body: { error: "unsupported_grant_type" } },
  });
});

it("what has no code of its own is told of the body as a whole", () => {
  const { body } = present.invalid([problem("unknown.field", "text"), problem("", "type")], at("patchWorkflow"));
  expect(body).toMatchObject({ error_codes: ["body_invalid"] });
});
