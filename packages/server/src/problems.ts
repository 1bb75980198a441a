import type { Problem } from "./provider.ts";

/** A fault as the validator's engine reports it. */
export interface Fault {
  readonly keyword: string;
  /** JSON Pointer, beginning with the part of the exchange: `/body/nodes/2/id`. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string | undefined;
}

/** More than this many help nobody, and a large body can have hundreds of thousands. */
export const mostProblems = 50;

const parts: Readonly<Record<string, Problem["in"]>> = { params: "path", query: "query", headers: "header" };

/** Keywords that only say that a rule inside them failed. */
const frames = new Set(["oneOf", "anyOf", "allOf", "if"]);

/** The faults as problems, each told once, the ones that say most before others; at most 50. */
export function problemsOf(faults: readonly Fault[]): Problem[] {
  const told = new Map<string, Problem>();
  for (const fault of worthTelling(faults.slice(0, 1000))) {
    const problem = problemOf(fault);
    const key = `${problem.in} ${problem.field} ${problem.rule} ${problem.message}`;
    if (told.size < mostProblems) told.set(key, problem);
  }
  return [...told.values()];
}

/** Leaves out what a branch that was not meant complains of: `must be null` beside the faults of the real shape. */
function worthTelling(faults: readonly Fault[]): readonly Fault[] {
  const plain = faults.filter((fault) => !frames.has(fault.keyword) && fault.params.type !== "null");
  const explained = (frame: Fault) => plain.some((fault) => isWithin(fault.instancePath, frame.instancePath));
  const untyped = new Set(faults.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath));
  // What is of the wrong type is not one of the values either.
  const isTold = ({ keyword, instancePath }: Fault) => keyword === "enum" && untyped.has(instancePath);
  return faults.filter((fault) => !isTold(fault) && (plain.includes(fault) || !explained(fault)));
}

function isWithin(path: string, frame: string): boolean {
  return path === frame || path.startsWith(`${frame}/`);
}

function problemOf(fault: Fault): Problem {
  const [part = "", ...path] = fault.instancePath.slice(1).split("/").map(unescaped);
  const named = fault.params.missingProperty ?? fault.params.additionalProperty ?? fault.params.unevaluatedProperty;
  if (named !== undefined) path.push(String(named));
  return { in: parts[part] ?? "body", field: path.join("."), rule: fault.keyword, message: words(fault) };
}

function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

const kinds: Readonly<Record<string, string>> = {
  "date-time": "a date and time with an offset, such as 2026-01-31T09:30:00Z",
  duration: "an ISO 8601 duration, such as PT36H or P2D",
  date: "a calendar date, such as 2026-01-31",
  uuid: "a UUID",
  email: "an e-mail address",
  uri: "an absolute URI",
};

/** What the rule asks, in words. */
function words({ keyword, params, message }: Fault): string {
  switch (keyword) {
    case "required":
      return "is required";
    case "additionalProperties":
    case "unevaluatedProperties":
      return "is not a known field";
    case "type":
      return `must be ${[params.type].flat().join(" or ")}`;
    case "enum":
      return `must be one of: ${listed(params.allowedValues)}`;
    case "const":
      return `must be ${JSON.stringify(params.allowedValue)}`;
    case "format":
      return `must be ${kinds[String(params.format)] ?? `in the format ${params.format}`}`;
    case "minProperties":
      return `must name at least ${params.limit} of its fields`;
    case "maxProperties":
      return `must name at most ${params.limit} of its fields`;
    case "minimum":
      return `must be at least ${params.limit}`;
    case "maximum":
      return `must be at most ${params.limit}`;
    case "minLength":
      return params.limit === 1 ? "must not be empty" : `must have at least ${params.limit} characters`;
    case "maxLength":
      return `must have at most ${counted(params.limit, "character")}`;
    case "minItems":
      return `must have at least ${counted(params.limit, "item")}`;
    case "maxItems":
      return `must have at most ${counted(params.limit, "item")}`;
    case "uniqueItems":
      return "must not have the same item twice";
    case "pattern":
      return params.pattern === "\\S" ? "must not be blank" : `must look like ${params.pattern}`;
    case "oneOf":
    case "anyOf":
      return "must have exactly one of the documented forms";
    default:
      return message ?? `breaks the rule ${keyword}`;
  }
}

function counted(limit: unknown, what: string): string {
  return `${limit} ${what}${limit === 1 ? "" : "s"}`;
}

function listed(values: unknown): string {
  const all = Array.isArray(values) ? values.map(String) : [];
  return all.length > 30 ? `${all.slice(0, 30).join(", ")} …` : all.join(", ");
}
