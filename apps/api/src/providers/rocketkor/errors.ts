import type { Fault, Refusal, RefusalCode } from "@understudy/domain";
import { type Answer, type Moment, mostProblems, type Presentation, type Problem } from "@understudy/server";
import { type ErrorCode, isErrorCode } from "./error-codes.ts";
import { envelope, type Failure, isResult, result, sentence } from "./result.ts";

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
    const answered = answer(status, failureOf(refusal, status, usual), at);
    return status === 401 ? { ...answered, headers: challenge(at) } : answered;
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

/** Which credential the operation takes, as HTTP wants a 401 to say (RFC 9110, 11.6.1). */
function challenge({ operationId }: Moment) {
  const scheme = operationId === "exchangeApiKey" ? "Basic" : "Bearer";
  return { "WWW-Authenticate": `${scheme} realm="RocketKOR"` };
}

function answer(status: number, failure: Failure, at: Moment): Answer {
  return { status, body: isResult(at, status) ? result(failure, at) : envelope(failure, at) };
}

/** By the refusal's own code, if it has one of ours; with each field that it names. */
function failureOf({ message, details }: Refusal, status: number, usual: ErrorCode): Failure {
  const { problems = [], fields = {}, field, codes = [] } = details;
  const code = codes.find(isErrorCode) ?? usual;
  const named = Object.entries(fields).flatMap(([name, messages]) =>
    messages.map((each) => ({ field: name, rule: code, message: each })),
  );
  const faults = [...problems.map((fault) => withCode(fault, code)), ...named].slice(0, mostProblems);
  if (faults.length === 0)
    return { code, message, faults: field === undefined ? [] : [{ field, rule: code, message: ended(message) }] };
  if (status === 400) return notValid(faults);
  return { code: codes.find(isErrorCode) ?? codeOfAll(faults) ?? usual, message, faults };
}

function withCode(fault: Fault, usual: ErrorCode): Fault {
  return isErrorCode(fault.rule) ? fault : { ...fault, rule: usual };
}

/** What is told of a request in which something is missing or not as it must be. */
function notValid(faults: readonly Fault[]): Failure {
  return { code: "INVALID_REQUEST", message: `The request is not valid${reason(faults)}`, faults };
}

/** The code that all have, if they have one: of two kinds of mistakes neither is the whole's. */
function codeOfAll([first, ...others]: readonly Fault[]): ErrorCode | undefined {
  const code = first?.rule ?? "";
  return isErrorCode(code) && others.every(({ rule }) => rule === code) ? code : undefined;
}

function reason(faults: readonly Fault[]): string {
  const [first, ...others] = faults;
  return first && others.length === 0 ? `: ${sentence(first)}` : "; errors says why, field by field.";
}

/** Rules of ours have their codes as names; those of the spec's schema have the keywords of JSON Schema. */
function faultOf({ in: place, field, rule, message }: Problem): Fault {
  const code = isErrorCode(rule) ? rule : codeOf(rule);
  if (field !== "" || place !== "body") return { field: spelled(place, field) || place, rule: code, message };
  return { field: "", rule: code, message: rule === "type" ? "must be a JSON object" : message };
}

/** Headers arrive in lower case, and are documented as `Idempotency-Key`. */
function spelled(place: Problem["in"], field: string): string {
  return place === "header" ? field.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()) : field;
}

function codeOf(keyword: string): ErrorCode {
  if (keyword === "required") return "FIELD_REQUIRED";
  return keyword === "additionalProperties" || keyword === "unevaluatedProperties" ? "FIELD_UNKNOWN" : "FIELD_INVALID";
}

function ended(message: string): string {
  return message.endsWith(".") ? message : `${message}.`;
}
