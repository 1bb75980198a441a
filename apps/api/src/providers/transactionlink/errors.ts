import type { Refusal, RefusalCode } from "@understudy/domain";
import type { Answer, Moment, Presentation, Problem } from "@understudy/server";
import { type ErrorItem, itemOf } from "./invalid.ts";
import { type ErrorCode, isErrorCode } from "./rules/error-codes.ts";

/**
 * Status of every refusal, and its code where it does not bring one. There is no 409 and no 413 here: whatever is wrong
 * with a request is a 400 (providers/transactionlink.md 4.3, 9.4, 9.36).
 */
const refusals = {
  no_credential: [401, "UNAUTHORIZED"],
  bad_credential: [401, "UNAUTHORIZED"],
  wrong_credential: [401, "UNAUTHORIZED"],
  no_scope: [403, "FORBIDDEN"],
  wrong_address: [403, "FORBIDDEN"],
  forbidden: [403, "FORBIDDEN"],
  absent: [404, "NOT_FOUND"],
  no_route: [404, "NOT_FOUND"],
  wrong_method: [405, "METHOD_NOT_ALLOWED"],
  missing: [400, "INVALID_REQUEST"],
  invalid: [400, "INVALID_REQUEST"],
  card_data: [400, "INVALID_REQUEST"],
  out_of_range: [400, "INVALID_REQUEST"],
  wrong_state: [400, "WORKFLOW_NOT_RUNNING"],
  spent: [400, "INVALID_REQUEST"],
  expired: [400, "INVALID_REQUEST"],
  conflict: [400, "INVALID_REQUEST"],
  exists: [400, "INVALID_REQUEST"],
  key_reused: [400, "INVALID_REQUEST"],
  key_in_use: [400, "INVALID_REQUEST"],
  bad_json: [400, "INVALID_REQUEST"],
  too_large: [400, "INVALID_REQUEST"],
  bad_media_type: [415, "UNSUPPORTED_MEDIA_TYPE"],
  too_many: [429, "TOO_MANY_REQUESTS"],
} as const satisfies Record<RefusalCode, readonly [number, ErrorCode]>;

export const present: Presentation = {
  refusal(refusal: Refusal, at: Moment): Answer {
    const [status, code] = refusals[refusal.code];
    return error(status, itemsOf(refusal, code), at);
  },
  invalid: (problems: readonly Problem[], at: Moment) => error(400, problems.map(itemOf), at),
  bug: (at: Moment) =>
    error(500, [{ code: "INTERNAL_ERROR", message: "Something went wrong; the log says more of it." }], at),
};

/** An item for each rule that is broken, where the refusal tells of several; by its own code, if it has one of ours. */
function itemsOf({ message, details: { problems = [], fields = {}, codes = [] } }: Refusal, usual: ErrorCode) {
  const told: ErrorItem[] = [
    ...problems.map(({ rule, message }) => ({ code: isErrorCode(rule) ? rule : usual, message })),
    ...Object.values(fields).flatMap((messages) => messages.map((each) => ({ code: usual, message: each }))),
  ];
  return told.length > 0 ? told : [{ code: codes.find(isErrorCode) ?? usual, message }];
}

function error(status: number, errors: readonly ErrorItem[], { requestId }: Moment): Answer {
  return { status, body: { fingerprint: requestId, errors } };
}
