import type { Action } from "../rules/action.ts";
import type { Condition } from "../rules/condition.ts";
import type { Workflow } from "../rules/workflow.ts";

/** A workflow with its children in their order, as one statement answers it. */
export interface WorkflowRow {
  readonly id: string;
  readonly name: string | null;
  readonly isActive: boolean;
  readonly conditions: readonly ConditionRow[] | null;
  readonly actions: readonly ActionRow[] | null;
}

/** Of the last three, the one that the type tells is filled. */
interface ConditionRow {
  readonly id: string;
  readonly type: Condition["type"];
  readonly events: Readonly<Record<string, readonly string[]>> | null;
  readonly entities: readonly string[] | null;
  readonly processingChannels: readonly string[] | null;
}

interface ActionRow {
  readonly id: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signatureMethod: string | null;
  readonly signatureKey: string | null;
  readonly retryEnabled: boolean | null;
}

export function workflowOf({ id, name, isActive, conditions, actions }: WorkflowRow): Workflow {
  return {
    ...{ id, isActive, ...(name !== null && { name }) },
    conditions: (conditions ?? []).map(conditionOf),
    actions: (actions ?? []).map(actionOf),
  };
}

function conditionOf({ id, type, events, entities, processingChannels }: ConditionRow): Condition {
  switch (type) {
    case "event":
      return { id, type, events: events ?? {} };
    case "entity":
      return { id, type, entities: entities ?? [] };
    case "processing_channel":
      return { id, type, processingChannels: processingChannels ?? [] };
  }
}

function actionOf({ id, url, headers, signatureMethod: method, signatureKey: key, retryEnabled }: ActionRow): Action {
  return {
    ...{ id, url, headers },
    ...(method !== null && { signature: { method, ...(key !== null && { key }) } }),
    ...(retryEnabled !== null && { retryEnabled }),
  };
}

export function columnsOfCondition(condition: Condition) {
  const { id, type } = condition;
  switch (condition.type) {
    case "event":
      return { id, type, events: { ...condition.events } };
    case "entity":
      return { id, type, entities: [...condition.entities] };
    case "processing_channel":
      return { id, type, processingChannels: [...condition.processingChannels] };
  }
}

export function columnsOfAction({ id, url, headers, signature, retryEnabled }: Action) {
  const { method, key } = signature ?? {};
  return {
    ...{ id, url, headers: { ...headers }, retryEnabled: retryEnabled ?? null },
    ...{ signatureMethod: method ?? null, signatureKey: key ?? null },
  };
}
