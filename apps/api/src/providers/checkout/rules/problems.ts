import { Refusal } from "@understudy/domain";

/** The codes of a 422: those that are public (providers/checkout.md 2.5), then ours in the same style (9.5). */
export const errorCodes = [
  "conditions_required",
  "actions_required",
  "event_types_invalid",
  "event_ids_invalid",
  "workflow_ids_invalid",
  "name_invalid",
  "active_invalid",
  "conditions_invalid",
  "condition_type_invalid",
  "condition_type_duplicated",
  "events_required",
  "events_invalid",
  "entities_required",
  "entities_invalid",
  "processing_channels_required",
  "processing_channels_invalid",
  "actions_invalid",
  "action_type_invalid",
  "action_url_required",
  "action_url_invalid",
  "headers_invalid",
  "signature_invalid",
  "signature_method_invalid",
  "signature_key_invalid",
  "retry_invalid",
  "subject_ids_invalid",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Notes one thing that is wrong, at a place by its wire name: `conditions.0.events`. */
export type Find = (code: ErrorCode, field: string, message: string) => void;

/** Reads a whole request before it refuses, so that one answer tells all that is wrong with it. */
export function demand<Value>(read: (find: Find) => Value): Value {
  const codes = new Set<ErrorCode>();
  const fields: Record<string, string[]> = {};
  const value = read((code, field, message) => {
    codes.add(code);
    fields[field] = [...(fields[field] ?? []), message];
  });
  if (codes.size === 0) return value;
  throw new Refusal("invalid", Object.values(fields).flat().join(" "), { codes: [...codes], fields });
}

/** `conditions.0.type`, or `type` where the condition is the whole body. */
export function within(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}

/** Absent, or said to be nothing: SDKs differ in which of the two they send. */
export function isMissing(given: unknown): given is null | undefined {
  return given === undefined || given === null;
}

export function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}

/** Text that PostgreSQL keeps and UTF-8 can write: no NUL, no half of a surrogate pair. */
export function isStorable(given: unknown): given is string {
  return typeof given === "string" && !given.includes("\0") && given.isWellFormed();
}
