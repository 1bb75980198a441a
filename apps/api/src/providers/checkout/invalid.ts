import type { Problem } from "@understudy/server";
import type { OperationId } from "@understudy/server/checkout";
import type { ErrorCode } from "./rules/problems.ts";

/** `body_invalid` is what has no name of its own: a body that is no object, text that cannot be kept, endless nesting. */
export type InvalidCode = ErrorCode | "body_invalid";

/** The codes of what breaks the spec: those that the rules have for what the spec cannot say. */
export function codesOf(problems: readonly Problem[], operationId: string | undefined): readonly InvalidCode[] {
  return told(problems, operationId).flatMap(({ field, rule }) => {
    if (field === "") return ofNothing[operationId as OperationId] ?? ["body_invalid"];
    const place = placeOf(field, operationId as OperationId);
    const [prefix, otherwise, whenMissing] = codes.find(([one]) => `${place}.`.startsWith(`${one}.`)) ?? unnamed;
    return [whenMissing && place === prefix && missing.has(rule) ? whenMissing : otherwise];
  });
}

/** A reflow is by events or by subjects: one that names neither lacks the first, one that names either lacks nothing. */
function told(problems: readonly Problem[], operationId: string | undefined): readonly Problem[] {
  if (operationId !== "reflow") return problems;
  const isLack = ({ field, rule }: Problem) => rule === "required" && ["events", "subjects"].includes(field);
  const others = problems.filter((problem) => !isLack(problem));
  return others.length > 0 ? others : problems.slice(0, 1);
}

/** What OAuth calls a broken request for a token (providers/checkout.md 2.2). */
export function tokenErrorOf(problems: readonly Problem[]): "unsupported_grant_type" | "invalid_request" {
  const isOther = problems.every(({ field, rule }) => field === "grant_type" && rule === "enum");
  return isOther ? "unsupported_grant_type" : "invalid_request";
}

/** Rules that nothing at all would break in the same way. */
const missing = new Set(["required", "minItems", "minProperties", "minLength"]);

const unnamed = ["", "body_invalid"] as const;

/** By place, what is said of a value that is wrong and of one that is missing (2.5, 9.5). The first that fits counts. */
const codes: readonly (readonly [string, InvalidCode, InvalidCode?])[] = [
  ["name", "name_invalid"],
  ["active", "active_invalid"],
  ["conditions", "conditions_invalid", "conditions_required"],
  ["actions", "actions_invalid", "actions_required"],
  ["condition.type", "condition_type_invalid"],
  ["condition.events", "events_invalid", "events_required"],
  ["condition.entities", "entities_invalid", "entities_required"],
  ["condition.processing_channels", "processing_channels_invalid", "processing_channels_required"],
  ["condition", "conditions_invalid"],
  ["action.type", "action_type_invalid"],
  ["action.url", "action_url_invalid", "action_url_required"],
  ["action.headers", "headers_invalid"],
  ["action.signature.method", "signature_method_invalid"],
  ["action.signature.key", "signature_key_invalid"],
  ["action.signature", "signature_invalid"],
  ["action.retry", "retry_invalid"],
  ["action", "actions_invalid"],
  ["event_types", "event_types_invalid"],
  ["events", "event_ids_invalid"],
  ["subjects", "subject_ids_invalid"],
  ["workflows", "workflow_ids_invalid"],
];

/** A body that is not there, or no object, lacks what an empty object would lack. */
const ofNothing: Partial<Record<OperationId, readonly InvalidCode[]>> = {
  addWorkflow: ["conditions_required", "actions_required"],
  addWorkflowAction: ["action_type_invalid", "action_url_required"],
  updateWorkflowAction: ["action_type_invalid", "action_url_required"],
  addWorkflowCondition: ["condition_type_invalid"],
  updateWorkflowCondition: ["condition_type_invalid"],
  testWorkflow: ["event_types_invalid"],
  reflow: ["event_ids_invalid"],
};

/** `condition.type` for a type of a condition, whether it stands in a list or is the whole body. */
function placeOf(field: string, operationId: OperationId): string {
  if (/^(add|update)WorkflowAction$/.test(operationId)) return `action.${field}`;
  if (/^(add|update)WorkflowCondition$/.test(operationId)) return `condition.${field}`;
  return field.replace(/^(condition|action)s\.\d+(?=\.|$)/, "$1");
}
