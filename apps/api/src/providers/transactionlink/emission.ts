import { randomUUID } from "node:crypto";
import { Refusal } from "@understudy/domain";
import type { Context, Emission, EventSpec } from "@understudy/engine";
import { type Change, type Execution, type WebhookEventType, webhookEventTypes } from "./rules/execution.ts";
import { write } from "./store/events.ts";
import { get } from "./store/executions.ts";
import { workspaceOf } from "./store/workspaces.ts";

/** What a transition has the provider tell: identifiers and the workflow's name (providers/transactionlink.md 6, 9.24). */
export function eventsOf(
  { execution, events }: Change,
  { workspaceId }: { readonly workspaceId: string },
): readonly EventSpec[] {
  return events.map((type) => specOf(type, execution, workspaceId));
}

function specOf(
  type: WebhookEventType,
  execution: Execution,
  workspaceId: string,
): EventSpec & { readonly id: string } {
  return {
    ...{ id: randomUUID(), provider: "transactionlink", type, subject: execution.id },
    data: {
      workspaceId,
      workflowId: execution.id,
      workflowDefinitionId: execution.definitionId,
      name: execution.name,
      status: execution.status,
      recordId: execution.recordId,
    },
  };
}

/** An event that is told because a test says so, of an execution that there is. It tells what that is now. */
export async function emit(ctx: Context, given: Emission): Promise<EventSpec & { readonly id: string }> {
  const type = webhookEventTypes.find((known) => known === given.type);
  if (!type) throw invalid("type", `type must be one of ${webhookEventTypes.join(", ")}.`);
  if (given.subject === undefined)
    throw invalid("subject", "subject must be the id of the execution that it is about.");
  if (given.data !== undefined) throw invalid("data", "Leave data out: the execution itself says what is told of it.");
  const [{ execution }, { workspaceId }] = [await get(ctx, given.subject), await workspaceOf(ctx)];
  const event = specOf(type, execution, workspaceId);
  await write(ctx, event);
  return event;
}

function invalid(field: string, message: string): Refusal {
  return new Refusal("invalid", message, { field });
}
