import type { components } from "@understudy/contracts/checkout";
import type { Action, GivenAction } from "../rules/action.ts";
import type { Condition, GivenCondition } from "../rules/condition.ts";
import type { GivenWorkflow, Workflow } from "../rules/workflow.ts";
import { selfLink } from "./link.ts";

type Schemas = components["schemas"];

/** A workflow to add, or what to change of one. */
export function workflowFromWire(body: Schemas["AddWorkflow"] | Schemas["PatchWorkflow"]): GivenWorkflow {
  return {
    name: body.name,
    isActive: body.active,
    conditions: body.conditions?.map(conditionFromWire),
    actions: body.actions?.map(actionFromWire),
  };
}

/** Which of the fields must be there depends on the type, so that the rules look at all of them. */
export function conditionFromWire(body: Schemas["WorkflowCondition"]): GivenCondition {
  const { id, type, events, entities, processing_channels: processingChannels }: Loose<ConditionField> = body;
  return { id, type, events, entities, processingChannels };
}

export function actionFromWire(body: Schemas["WorkflowAction"]): GivenAction {
  const { id, type, url, headers, signature }: Loose<ActionField> = body;
  return { id, type, url, headers, signature, retryEnabled: body.retry?.enabled };
}

type Loose<Field extends string> = { readonly [Name in Field]?: unknown };
type ConditionField = "id" | "type" | "events" | "entities" | "processing_channels";
type ActionField = "id" | "type" | "url" | "headers" | "signature";

/** A workflow in the list: without conditions and actions, which take a request each (providers/checkout.md 4.3). */
export function summaryToWire(
  { id, name, isActive }: Pick<Workflow, "id" | "name" | "isActive">,
  baseUrl: string,
): Schemas["WorkflowSummary"] {
  return { id, ...(name !== undefined && { name }), active: isActive, _links: selfLink(baseUrl, "workflows", id) };
}

export function workflowToWire(workflow: Workflow, baseUrl: string): Schemas["Workflow"] {
  const { _links, ...summary } = summaryToWire(workflow, baseUrl);
  const of = (kind: string, id: string) => selfLink(baseUrl, "workflows", workflow.id, kind, id);
  return {
    ...summary,
    conditions: workflow.conditions.map((each) => ({ ...conditionToWire(each), _links: of("conditions", each.id) })),
    actions: workflow.actions.map((each) => ({ ...actionToWire(each), _links: of("actions", each.id) })),
    _links,
  };
}

function conditionToWire(condition: Condition) {
  const { id } = condition;
  switch (condition.type) {
    case "event": {
      const sources = Object.entries(condition.events);
      return {
        id,
        type: condition.type,
        events: Object.fromEntries(sources.map(([name, types]) => [name, [...types]])),
      };
    }
    case "entity":
      return { id, type: condition.type, entities: [...condition.entities] };
    case "processing_channel":
      return { id, type: condition.type, processing_channels: [...condition.processingChannels] };
  }
}

/** `headers` is always there; SDKs compare it with what they sent. The signing key is shown in clear (4.2, 9.1). */
function actionToWire({ id, url, headers, signature, retryEnabled }: Action) {
  return {
    ...{ id, type: "webhook" as const, url, headers: { ...headers } },
    ...(signature && { signature: signatureToWire(signature) }),
    ...(retryEnabled !== undefined && { retry: { enabled: retryEnabled } }),
  };
}

function signatureToWire({ key }: NonNullable<Action["signature"]>) {
  return { method: "HMACSHA256" as const, ...(key !== undefined && { key }) };
}
