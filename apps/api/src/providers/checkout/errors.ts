import type { Refusal, RefusalCode } from "@understudy/domain";
import type { Answer, Moment, Presentation, Problem } from "@understudy/server";
import { codesOf, tokenErrorOf } from "./invalid.ts";
import { errorCodes } from "./rules/problems.ts";

/** The status of every refusal (providers/checkout.md 2.4). */
const statuses = {
  no_credential: 401,
  bad_credential: 401,
  wrong_credential: 401,
  no_scope: 403,
  wrong_address: 403,
  forbidden: 403,
  absent: 404,
  no_route: 404,
  wrong_method: 405,
  missing: 422,
  invalid: 422,
  card_data: 422,
  out_of_range: 422,
  wrong_state: 422,
  spent: 422,
  expired: 422,
  exists: 422,
  conflict: 409,
  key_reused: 409,
  key_in_use: 409,
  too_many: 429,
  bad_json: 400,
  bad_media_type: 415,
  too_large: 413,
} as const satisfies Record<RefusalCode, number>;

/** A broken rule has codes and unreadable JSON a type, everything else says all by its status: it has no body. */
export const present: Presentation = {
  refusal(refusal: Refusal, at: Moment): Answer {
    const status = statuses[refusal.code];
    if (isToken(at)) return tokenRefused(status, refusal);
    if (status === 400) return { status, body: { request_id: at.requestId, error_type: "request_malformed" } };
    return status === 422 ? invalid(refusal.details.codes ?? [], at) : { status };
  },
  invalid(problems: readonly Problem[], at: Moment): Answer {
    if (isToken(at)) return { status: 400, body: { error: tokenErrorOf(problems) } };
    // An id that no object can have is absent, as every malformed one is (7.9).
    if (problems.some(({ in: place }) => place === "path")) return { status: 404 };
    return invalid(codesOf(problems, at.operationId), at);
  },
  bug: () => ({ status: 500 }),
  headers: ({ requestId }: Moment) => ({ "Cko-Request-Id": requestId, "Cko-Version": "1.0.0" }),
};

function invalid(codes: readonly string[], { requestId }: Moment): Answer {
  const ranks: readonly string[] = errorCodes;
  const sorted = [...new Set(codes)].sort((one, other) => ranks.indexOf(one) - ranks.indexOf(other));
  return { status: 422, body: { request_id: requestId, error_type: "request_invalid", error_codes: sorted } };
}

/** The access host speaks OAuth: every refusal of a request is a 400 with one code, a wrong client too (2.2). */
function tokenRefused(status: number, { details }: Refusal): Answer {
  if (status === 413) return { status };
  const [code = status === 401 ? "invalid_client" : "invalid_request"] = details.codes ?? [];
  return { status: 400, body: { error: code } };
}

function isToken({ operationId }: Moment): boolean {
  return operationId === "requestAccessToken";
}
