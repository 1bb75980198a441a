import type { components } from "@understudy/contracts/checkout";
import { statusOf } from "../rules/aggregate.ts";
import type { Event, EventSummary, Execution } from "../store/events.ts";
import { selfLink } from "./link.ts";
import { timestampOf } from "./time.ts";

type Schemas = components["schemas"];

/** The event resource, which says more than its webhook does (providers/checkout.md 6.3). */
export function eventToWire(event: Event, baseUrl: string): Schemas["Event"] {
  const { id, source, type, occurredAt, version, data, executions } = event;
  return {
    ...{ id, source, type, timestamp: timestampOf(occurredAt), version, data: { ...data } },
    action_invocations: executions.map((execution) => executionToWire(id, execution, baseUrl)),
    _links: { ...eventLink(id, baseUrl), ...linksOf(event, baseUrl) },
  };
}

export function summaryToWire({ id, type, occurredAt }: EventSummary, baseUrl: string): Schemas["SubjectEvent"] {
  return { id, type, timestamp: timestampOf(occurredAt), _links: eventLink(id, baseUrl) };
}

/** Where the invocations of an action for an event are. */
export function invocationsLink(eventId: string, actionId: string, baseUrl: string): Schemas["SelfLink"] {
  return selfLink(baseUrl, "workflows", "events", eventId, "actions", actionId);
}

function executionToWire(
  eventId: string,
  { workflowId, actionId, statuses }: Execution,
  baseUrl: string,
): Schemas["EventActionInvocation"] {
  return {
    workflow_id: workflowId,
    workflow_action_id: actionId,
    status: statusOf(statuses),
    _links: invocationsLink(eventId, actionId, baseUrl),
  };
}

function eventLink(id: string, baseUrl: string): Schemas["SelfLink"] {
  return selfLink(baseUrl, "workflows", "events", id);
}

function linksOf({ links }: Event, baseUrl: string): Readonly<Record<string, Schemas["Link"]>> {
  return Object.fromEntries(Object.entries(links).map(([name, path]) => [name, { href: baseUrl + path }]));
}
