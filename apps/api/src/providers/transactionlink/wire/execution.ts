import type { components } from "@understudy/contracts/transactionlink";
import type { Context } from "@understudy/engine";
import type { Definition } from "../rules/definition.ts";
import type { Execution, ExecutionType } from "../rules/execution.ts";
import { expiryToWire } from "../rules/expiry.ts";

type Schemas = components["schemas"];

/** Where a person opens an execution, who needs nothing but the token in it. */
export function linkTo({ publicUrl, sandbox }: Context, token: string): string {
  return `${publicUrl}/pages/transactionlink/${sandbox.id}/link?token=${token}`;
}

export interface Told {
  readonly execution: Execution;
  readonly definition: Definition;
  readonly workspaceId: string;
}

export function findToWire(told: Told): Schemas["FindWorkflowResponse"] {
  return toWire(told, told.execution.executionType);
}

export function backgroundToWire(told: Told): Schemas["InitialiseWorkflowBackgroundResponse"] {
  return toWire(told, "BACKGROUND");
}

export function interactiveToWire(
  told: Told,
  opened: { readonly token: string; readonly link: string },
): Schemas["InitialiseWorkflowInteractiveResponse"] {
  return { ...toWire(told, "INTERACTIVE"), ...opened };
}

/** In the order in which the provider's own examples have it (providers/transactionlink.md 4.1). */
function toWire<Type extends ExecutionType>({ execution, definition, workspaceId }: Told, executionType: Type) {
  const { id, definitionId, parameters, name, revision, status, locale, expiresAt, expiresAtMicros } = execution;
  return {
    id,
    workspaceId,
    workflowDefinitionId: definitionId,
    parameters: { ...parameters },
    name,
    revision,
    status,
    locale,
    expiresAt: expiryToWire(expiresAt, expiresAtMicros),
    uiOptions: { ...definition.ui },
    executionType,
    executionVersion: 1,
    origin: "API",
    recordId: execution.recordId,
  };
}
