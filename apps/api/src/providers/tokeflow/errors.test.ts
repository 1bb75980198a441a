import { Refusal } from "@understudy/domain";
import { expect, it } from "vitest";
import { present } from "./errors.ts";

it("a key whose first request is not answered yet is told apart from one that is used up", () => {
  const at = { requestId: "req_1", operationId: "createTransaction", now: new Date("2026-01-15T12:30:00Z") };
  const codeOf = (code: "key_in_use" | "key_reused" | "conflict") => {
    const { status, body } = present.refusal(new Refusal(code, "No."), at);
    return [status, (body as { error: { code: string } }).error.code];
  };
  expect(codeOf("key_in_use")).toEqual([409, "IDEMPOTENCY_KEY_IN_PROGRESS"]);
  expect(codeOf("key_reused")).toEqual([409, "IDEMPOTENCY_KEY_CONFLICT"]);
  expect(codeOf("conflict")).toEqual([409, "RESOURCE_CHANGED"]);
});
