import type { components } from "@understudy/contracts/checkout";
import { type Invocation, invocationsOf, statusOf } from "../rules/aggregate.ts";
import type { Attempt, Execution } from "../store/deliveries.ts";
import { invocationsLink } from "./event.ts";
import { timestampOf } from "./time.ts";

type Schemas = components["schemas"];

/** All that an action did because of an event (providers/checkout.md 4.13). */
export function invocationsToWire(
  { workflowId, statuses, attempts }: Execution,
  eventId: string,
  actionId: string,
  baseUrl: string,
): Schemas["ActionInvocations"] {
  return {
    ...{ workflow_id: workflowId, event_id: eventId, workflow_action_id: actionId, action_type: "webhook" },
    status: statusOf(statuses),
    action_invocations: invocationsOf(attempts).map(invocationToWire),
    _links: invocationsLink(eventId, actionId, baseUrl),
  };
}

function invocationToWire({ id, isRetry, attempt }: Invocation<Attempt>): Schemas["ActionInvocation"] {
  const { at, succeeded, isFinal } = attempt;
  const result = resultOf(attempt);
  return {
    ...{ invocation_id: id, timestamp: timestampOf(at), retry: isRetry, succeeded, final: isFinal },
    // Two of the official SDKs still read the older name.
    ...{ result_details: result, result },
  };
}

/** Never empty: where no answer came it still tells what was asked, and where. */
function resultOf({ status, at, durationMs, target }: Attempt): Schemas["InvocationResult"] {
  const { url, headers } = target;
  if (status === null) return { url, headers };
  const answeredAt = new Date(at.getTime() + durationMs);
  return { status_code: status, url, headers, response_received_timestamp: timestampOf(answeredAt) };
}
