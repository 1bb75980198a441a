import type { HttpStep, RecordStep, Step } from "./definition.ts";
import { resolve, type Scope } from "./mapping.ts";

/** What a step is given when it is entered: its mapping with the values that are there now. */
export function inputOf(step: Step, scope: Scope): unknown {
  switch (step.type) {
    case "lookup":
    case "aml_screening":
      return resolve(step.input, scope);
    case "id_verification":
      return resolve(step.input ?? {}, scope);
    case "record":
      return recordInputOf(step, scope);
    case "http":
      return callInputOf(step, scope);
    default:
      return null;
  }
}

/** What is called, as it is asked for: whether it can be called is judged by `callOf`. */
export interface CallInput {
  readonly method: string;
  readonly url: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The address and a header are mappings where they begin with `$.`; a header without a value is not sent. */
function callInputOf(step: HttpStep, scope: Scope): CallInput {
  const headers = Object.entries(step.headers ?? {}).flatMap(([name, mapping]) => {
    const value = resolve(mapping, scope);
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return isPlain ? [[name, String(value)] as const] : [];
  });
  const { method = "POST" } = step;
  const body = step.body === undefined || method === "GET" ? null : resolve(step.body, scope);
  const url = resolve(step.url, scope);
  return { method, url, headers: Object.fromEntries(headers), body };
}

function recordInputOf(step: RecordStep, scope: Scope): Readonly<Record<string, unknown>> {
  const { action } = step;
  const recordId = action === "create" ? null : resolve(step.recordId ?? "$.execution.recordId", scope);
  return { action, recordId, fields: resolve(step.fields ?? {}, scope) };
}
