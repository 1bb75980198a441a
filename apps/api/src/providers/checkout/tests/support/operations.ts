import { operations } from "@understudy/server/checkout";
import { forEntity, nobodys, plain, webhook } from "./sandbox.ts";

const prefixes: Readonly<Record<string, string>> = {
  workflowId: "wf",
  workflowActionId: "wfa",
  workflowConditionId: "wfc",
  eventId: "evt",
  subjectId: "pay",
};

const bodies: Readonly<Record<string, object>> = {
  addWorkflow: plain,
  patchWorkflow: { name: "testing" },
  addWorkflowAction: webhook,
  updateWorkflowAction: webhook,
  addWorkflowCondition: forEntity,
  updateWorkflowCondition: forEntity,
  testWorkflow: { event_types: { gateway: ["payment_approved"] } },
  reflow: { events: [nobodys("evt")] },
};

/** A well-formed request to each operation that takes a credential; what its path names does not exist. */
export const requests = Object.entries(operations)
  .filter(([name]) => name !== "requestAccessToken")
  .map(([name, { method, path, scopes }]) => ({
    ...{ name, method: method.toUpperCase(), path: filled(path), json: bodies[name] },
    scopes: scopes as readonly string[],
  }));

function filled(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => nobodys(String(prefixes[name])));
}
