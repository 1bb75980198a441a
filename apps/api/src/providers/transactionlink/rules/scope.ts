import type { Execution } from "./execution.ts";
import type { Scope } from "./mapping.ts";

/** What the mappings and the logic of an execution may name. */
export function scopeOf(execution: Execution, outputs: Readonly<Record<string, unknown>>): Scope {
  const { id, locale, recordId, parameters } = execution;
  return { parameters, steps: outputs, execution: { id, locale, recordId } };
}
