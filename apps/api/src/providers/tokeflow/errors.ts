import type { Refusal, RefusalCode } from "@understudy/domain";
import type { Answer, Moment, Presentation, Problem } from "@understudy/server";
import { looksLikeCardNumber } from "./rules/card-number.ts";

/** Status, `type` and `code` of every refusal (providers/tokeflow.md 2.4; the codes past the published ones are ours). */
const refusals = {
  no_credential: [401, "authentication_error", "MISSING_API_KEY"],
  bad_credential: [401, "authentication_error", "INVALID_API_KEY"],
  no_scope: [403, "authorization_error", "INSUFFICIENT_SCOPE"],
  wrong_credential: [403, "authorization_error", "KEY_TYPE_NOT_ALLOWED"],
  wrong_address: [403, "authorization_error", "IP_NOT_ALLOWED"],
  forbidden: [403, "authorization_error", "MERCHANT_NOT_ALLOWED"],
  absent: [404, "not_found_error", "RESOURCE_NOT_FOUND"],
  no_route: [404, "not_found_error", "RESOURCE_NOT_FOUND"],
  wrong_method: [405, "validation_error", "METHOD_NOT_ALLOWED"],
  missing: [400, "validation_error", "MISSING_FIELD"],
  invalid: [400, "validation_error", "INVALID_FIELD"],
  card_data: [400, "validation_error", "RAW_CARD_DATA"],
  out_of_range: [400, "validation_error", "AMOUNT_EXCEEDS_AVAILABLE"],
  wrong_state: [400, "validation_error", "INVALID_STATE"],
  spent: [400, "validation_error", "CARD_TOKEN_USED"],
  expired: [400, "validation_error", "CARD_TOKEN_EXPIRED"],
  bad_json: [400, "validation_error", "INVALID_JSON"],
  bad_media_type: [415, "validation_error", "UNSUPPORTED_MEDIA_TYPE"],
  too_large: [413, "validation_error", "BODY_TOO_LARGE"],
  conflict: [409, "conflict_error", "RESOURCE_CHANGED"],
  exists: [409, "conflict_error", "RESOURCE_ALREADY_EXISTS"],
  key_reused: [409, "conflict_error", "IDEMPOTENCY_KEY_CONFLICT"],
  key_in_use: [409, "conflict_error", "IDEMPOTENCY_KEY_IN_PROGRESS"],
  too_many: [429, "rate_limit_error", "RATE_LIMIT_EXCEEDED"],
} as const satisfies Record<RefusalCode, readonly [number, string, string]>;

type Details = Readonly<Record<string, readonly string[]>>;

/** The error envelope has one top-level `error` and no `success` (providers/tokeflow.md 2.4, P9). */
export const present: Presentation = {
  refusal(refusal: Refusal, at: Moment): Answer {
    const [status, type, code] = refusals[refusal.code];
    const { field, fields, retryAfterSeconds } = refusal.details;
    const details = fields ?? (field === undefined ? undefined : { [field]: [refusal.message] });
    return {
      ...error(status, type, code, refusal.message, at, details),
      ...(retryAfterSeconds !== undefined && { headers: { "Retry-After": String(retryAfterSeconds) } }),
    };
  },
  invalid(problems: readonly Problem[], at: Moment): Answer {
    const code = problems.every(({ rule }) => rule === "required") ? "MISSING_FIELD" : "INVALID_FIELD";
    return error(400, "validation_error", code, "Validation failed", at, byField(problems));
  },
  bug(at: Moment): Answer {
    return error(500, "api_error", "INTERNAL_ERROR", "Something went wrong on our side.", at);
  },
};

function byField(problems: readonly Problem[]): Details {
  const details: Record<string, string[]> = {};
  for (const { field, in: place, message } of problems) {
    // The name of a field is the caller's own, and an answer repeats no card number.
    const name = looksLikeCardNumber(field) ? place : field || place;
    details[name] = [...(details[name] ?? []), message];
  }
  return details;
}

function error(status: number, type: string, code: string, message: string, at: Moment, details?: Details): Answer {
  return {
    status,
    body: {
      error: {
        type,
        code,
        message,
        ...(details && { details }),
        request_id: at.requestId,
        timestamp: at.now.toISOString(),
      },
    },
  };
}
