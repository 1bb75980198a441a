import type { Fault, Refusal, RefusalCode } from "@understudy/domain";
import type { Answer, Moment, Presentation, Problem } from "@understudy/server";
import { type ErrorCode, isErrorCode } from "./error-codes.ts";
import { envelope, isResult, result, sentence, type Told } from "./result.ts";

/**
 * Status of every refusal, and its code where it does not bring one (providers/rocketkor.md 4.0, OD-4, OD-12). What is
 * wrong with a request itself is a 400. What it names and is not there, or is not to be used, is `out_of_range`, a 422:
 * `absent` is the object that the path names.
 */
const refusals = {
  no_credential: [401, "UNAUTHORIZED"],
  bad_credential: [401, "UNAUTHORIZED"],
  wrong_credential: [401, "UNAUTHORIZED"],
  no_scope: [403, "FORBIDDEN"],
  wrong_address: [403, "FORBIDDEN"],
  forbidden: [403, "FORBIDDEN"],
  absent: [404, "RESOURCE_NOT_FOUND"],
  no_route: [404, "RESOURCE_NOT_FOUND"],
  wrong_method: [405, "METHOD_NOT_ALLOWED"],
  invalid: [400, "INVALID_REQUEST"],
  missing: [400, "FIELD_REQUIRED"],
  card_data: [400, "INVALID_REQUEST"],
  bad_json: [400, "INVALID_REQUEST"],
  out_of_range: [422, "RESOURCE_NOT_USABLE"],
  wrong_state: [422, "RESOURCE_NOT_USABLE"],
  spent: [422, "RESOURCE_NOT_USABLE"],
  expired: [422, "RESOURCE_NOT_USABLE"],
  conflict: [409, "CONFLICT"],
  exists: [409, "RESOURCE_EXISTS"],
  key_reused: [409, "IDEMPOTENCY_KEY_REUSED"],
  key_in_use: [409, "CONFLICT"],
  too_large: [413, "PAYLOAD_TOO_LARGE"],
  bad_media_type: [415, "MEDIA_TYPE_NOT_SUPPORTED"],
  too_many: [429, "RATE_LIMITED"],
} as const satisfies Record<RefusalCode, readonly [number, ErrorCode]>;

export const present: Presentation = {
  refusal(refusal: Refusal, at: Moment): Answer {
    const [status, usual] = refusals[refusal.code];
    return answer(status, toldBy(refusal, status, usual), at);
  },
  invalid(problems: readonly Problem[], at: Moment): Answer {
    // An id that no object can have is absent, as every other that nothing has.
    if (problems.some(({ in: place }) => place === "path"))
      return answer(404, { code: "RESOURCE_NOT_FOUND", message: "There is nothing with this id.", faults: [] }, at);
    return answer(400, notValid(problems.map(faultOf)), at);
  },
  bug(at: Moment): Answer {
    const message = `Something went wrong on our side; the log has its cause under ${at.requestId}.`;
    return answer(500, { code: "INTERNAL_ERROR", message, faults: [] }, at);
  },
};

function answer(status: number, told: Told, at: Moment): Answer {
  return { status, body: isResult(at, status) ? result(told, at) : envelope(told, at) };
}

/** By the refusal's own code, if it has one of ours; with each field that it names. */
function toldBy({ message, details }: Refusal, status: number, usual: ErrorCode): Told {
  const { problems = [], fields = {}, field, codes = [] } = details;
  const code = codes.find(isErrorCode) ?? usual;
  const named = Object.entries(fields).flatMap(([name, messages]) =>
    messages.map((each) => ({ field: name, rule: code, message: each })),
  );
  const faults = [...problems.map((fault) => withCode(fault, code)), ...named];
  if (faults.length === 0)
    return { code, message, faults: field === undefined ? [] : [{ field, rule: code, message: ended(message) }] };
  if (status === 400) return notValid(faults);
  return { ...unusable(faults), ...(codes.some(isErrorCode) && { code }), message };
}

function withCode(fault: Fault, usual: ErrorCode): Fault {
  return isErrorCode(fault.rule) ? fault : { ...fault, rule: usual };
}

/** What is told of a request in which something is missing or not as it must be. */
function notValid(faults: readonly Fault[]): Told {
  return { code: "INVALID_REQUEST", message: `The request is not valid${reason(faults)}`, faults };
}

/** The same of one that is right by itself, and cannot be carried out all the same: by the code of what is told first. */
function unusable(faults: readonly Fault[]): Told {
  const code = faults.map(({ rule }) => rule).find(isErrorCode) ?? "RESOURCE_NOT_USABLE";
  return { code, message: `The request cannot be carried out${reason(faults)}`, faults };
}

function reason(faults: readonly Fault[]): string {
  const [first, ...others] = faults;
  return first && others.length === 0 ? `: ${sentence(first)}` : "; errors says why, field by field.";
}

/** Rules of ours have their codes as names; those of the spec's schema have the keywords of JSON Schema. */
function faultOf({ in: place, field, rule, message }: Problem): Fault {
  return { field: field || (place === "body" ? "" : place), rule: isErrorCode(rule) ? rule : codeOf(rule), message };
}

function codeOf(keyword: string): ErrorCode {
  if (keyword === "required") return "FIELD_REQUIRED";
  return keyword === "additionalProperties" || keyword === "unevaluatedProperties" ? "FIELD_UNKNOWN" : "FIELD_INVALID";
}

function ended(message: string): string {
  return message.endsWith(".") ? message : `${message}.`;
}
