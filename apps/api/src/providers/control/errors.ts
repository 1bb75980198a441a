import type { Refusal, RefusalCode } from "@understudy/domain";
import { type Answer, type Moment, mostProblems, type Presentation, type Problem } from "@understudy/server";

/** One line of a problem's `errors`: which field, which rule it breaks, and what to do. */
interface Fault {
  readonly field: string;
  readonly rule: string;
  readonly fix: string;
}

/** Status and title of every refusal, in the words of RFC 9457's problem details. */
const refusals = {
  no_credential: [401, "Unauthorized"],
  bad_credential: [401, "Unauthorized"],
  no_scope: [403, "Forbidden"],
  wrong_credential: [403, "Forbidden"],
  wrong_address: [403, "Forbidden"],
  forbidden: [403, "Forbidden"],
  absent: [404, "Not found"],
  missing: [400, "Invalid request"],
  invalid: [400, "Invalid request"],
  out_of_range: [400, "Invalid request"],
  card_data: [400, "Invalid request"],
  bad_json: [400, "Invalid JSON"],
  wrong_state: [409, "Wrong state"],
  spent: [409, "Already used"],
  expired: [409, "Expired"],
  conflict: [409, "Conflict"],
  exists: [409, "Already exists"],
  key_reused: [409, "Key used before"],
  key_in_use: [409, "Key in use"],
  too_many: [429, "Too many requests"],
  bad_media_type: [415, "Unsupported media type"],
  too_large: [413, "Body too large"],
  no_route: [404, "No such path"],
  wrong_method: [405, "Method not allowed"],
} as const satisfies Record<RefusalCode, readonly [number, string]>;

export const present: Presentation = {
  refusal(refusal: Refusal, at: Moment): Answer {
    const [status, title] = refusals[refusal.code];
    const { field, fields, problems, retryAfterSeconds } = refusal.details;
    const faults = problems
      ? problems.slice(0, mostProblems).map(({ field: name, rule, message }) => fault(name, rule, message))
      : fields
        ? Object.entries(fields).flatMap(([name, fixes]) => fixes.map((fix) => fault(name, refusal.code, fix)))
        : field
          ? [fault(field, refusal.code, refusal.message)]
          : undefined;
    const answer = problem(status, refusal.code, title, refusal.message, at, faults);
    if (retryAfterSeconds === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, "Retry-After": String(retryAfterSeconds) } };
  },
  invalid(problems: readonly Problem[], at: Moment): Answer {
    const faults = problems.map((problem) => {
      const { in: place, field, rule } = problem;
      return fault(place === "body" ? field : [place, field].filter(Boolean).join(" "), rule, remedy(problem));
    });
    const detail = `The request breaks ${faults.length === 1 ? "a rule" : `${faults.length} rules`} of its operation.`;
    return problem(400, "invalid", "Invalid request", detail, at, faults);
  },
  bug(at: Moment): Answer {
    const detail = `Something is wrong with the server. Its log has the cause under ${at.requestId}.`;
    return problem(500, "internal", "Internal error", detail, at);
  },
};

/** What to do about a broken rule, as a sentence that needs no other. */
function remedy({ in: place, field, rule, message }: Problem): string {
  const name = field.split(".").at(-1) || (place === "body" ? "The body" : place);
  if (rule === "required") return field === "" ? "Send the documented body; there is none." : `Send ${name}.`;
  if (rule === "additionalProperties") return `Leave ${name} out: it is not known here.`;
  return `${name} ${message}.`;
}

function fault(field: string, rule: string, fix: string): Fault {
  return { field, rule, fix };
}

function problem(
  status: number,
  type: string,
  title: string,
  detail: string,
  at: Moment,
  errors?: readonly Fault[],
): Answer {
  return {
    status,
    headers: { "Content-Type": "application/problem+json" },
    body: { type, title, status, detail, ...(errors && { errors }), request_id: at.requestId },
  };
}
