import type { Refusal, RefusalCode } from "@understudy/domain";
import { type Answer, type Moment, mostProblems, type Presentation, type Problem } from "@understudy/server";
import { formOf } from "../rules/request/forms.ts";

/** The provider's names, as its status tables have them (providers/onespan.md 2.3), and HTTP's own for the others. */
const names = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  429: "Too Many Requests",
  500: "Internal Server Error",
} as const;

type Status = keyof typeof names;

/** Whatever is wrong with a request, or comes at the wrong time, is a 400: no table has a 409, 413, 415 or 422 (OD-16). */
const refusals = {
  no_credential: 401,
  bad_credential: 401,
  wrong_credential: 403,
  no_scope: 403,
  wrong_address: 403,
  forbidden: 403,
  absent: 404,
  no_route: 404,
  wrong_method: 405,
  invalid: 400,
  missing: 400,
  out_of_range: 400,
  wrong_state: 400,
  spent: 400,
  expired: 400,
  conflict: 400,
  exists: 400,
  key_reused: 400,
  key_in_use: 400,
  card_data: 400,
  bad_json: 400,
  bad_media_type: 400,
  too_large: 400,
  too_many: 429,
} as const satisfies Record<RefusalCode, Status>;

/** No source shows the body of an error: it says no more than the status and its table do, and why (OD-1). */
export const present: Presentation = {
  refusal: (refusal: Refusal): Answer => answer(refusals[refusal.code], messageOf(refusal)),
  invalid: (problems: readonly Problem[]): Answer => answer(400, problems.map(sentenceOf).join(" ")),
  bug({ requestId }: Moment): Answer {
    return answer(500, `Something went wrong on our side; the log has its cause under ${requestId}.`);
  },
  headers: () => ({ Vary: "Accept" }),
};

function answer(status: Status, message: string): Answer {
  const body = { status, error: names[status], message };
  return { status, body, ...(status === 401 && { headers: { "WWW-Authenticate": "Bearer" } }) };
}

/** The refusal's own words, or those of each fault where one answer tells of several. */
function messageOf({ message, details: { problems = [], fields = {} } }: Refusal): string {
  const named = Object.entries(fields).flatMap(([field, messages]) =>
    messages.map((each) => ({ field, message: each })),
  );
  const faults = [...problems, ...named].slice(0, mostProblems);
  return faults.length === 0 ? message : faults.map(sentence).join(" ");
}

/** The whole body is told of by its name, and so is a header, which arrives in lower case, by its own. */
function sentenceOf({ in: place, field, rule, message: plain }: Problem): string {
  const message = (rule === "pattern" ? formOf(field) : undefined) ?? plain;
  if (place === "header") return sentence({ field: field.replace(/(?<=^|-)[a-z]/g, upper), message });
  if (field !== "") return sentence({ field, message });
  const name = place === "body" ? "The body" : `The ${place}`;
  return sentence({ field: name, message: rule === "type" ? "must be a JSON object" : message });
}

function upper(letter: string): string {
  return letter.toUpperCase();
}

/** A rule is read after the field's name, and has no full stop of its own: one at its end is a pattern's. */
function sentence({ field, message }: { readonly field: string; readonly message: string }): string {
  return `${field} ${message}.`;
}
