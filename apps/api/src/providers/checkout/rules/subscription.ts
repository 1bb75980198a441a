import type { Action } from "./action.ts";
import type { Condition } from "./condition.ts";
import type { Workflow } from "./workflow.ts";

/** What a delivery needs to know of an action: all that it is sent with, as it was when the event happened (9.26). */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signatureKey?: string | undefined;
  /** Whether a failed attempt is repeated. */
  readonly retries: boolean;
}

/** One action of a workflow as the engine sees it: the endpoint, the events that it is for, and how it is told. */
export interface Subscription {
  readonly provider: "checkout";
  readonly endpointId: string;
  readonly groupId: string;
  readonly filter: Readonly<Record<string, readonly string[]>>;
  readonly target: Target;
}

/** Every action runs for every event that meets all conditions; an inactive workflow does nothing (5.1, 5.2, 7.51). */
export function subscriptionsOf(workflow: Workflow): readonly Subscription[] {
  if (!workflow.isActive) return [];
  const filter = Object.assign({}, ...workflow.conditions.map(filterOf));
  return workflow.actions.map((action) => ({
    provider: "checkout",
    endpointId: action.id,
    groupId: workflow.id,
    filter,
    target: targetOf(action),
  }));
}

/** By the facets that `facetsOf` gives to each event. */
function filterOf(condition: Condition): Subscription["filter"] {
  switch (condition.type) {
    case "event": {
      const sources = Object.entries(condition.events);
      return { source_type: sources.flatMap(([source, types]) => types.map((type) => `${source}.${type}`)) };
    }
    case "entity":
      return { entity: condition.entities };
    case "processing_channel":
      return { processing_channel: condition.processingChannels };
  }
}

function targetOf(action: Action): Target {
  const { url, headers, signature, retryEnabled = true } = action;
  const key = signature?.key;
  return {
    ...{ url, headers, ...(key !== undefined && { signatureKey: key }) },
    retries: retryEnabled,
  };
}
