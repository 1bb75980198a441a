import type { components } from "@understudy/contracts/onespan-control";
import { type Fault, Refusal } from "@understudy/domain";
import { usual, usualConsent } from "../../rules/founded.ts";
import { redirectProblem } from "../../rules/request/redirects.ts";
import type { NotificationTarget, Redirect, WorkflowDefinition } from "../../rules/workflow.ts";
import type { StoredWorkflow } from "../../store/tenant/workflow-rows.ts";
import { durationToWire, oneDay, positiveMs } from "./duration.ts";

type Schemas = components["schemas"];

/** Throws a Refusal that names each field that breaks a rule which no schema can say. */
export function workflowFromWire(wire: Schemas["WorkflowSettings"]): WorkflowDefinition {
  const { name, kind, roles, consent = usualConsent(kind), session_timeout: timeout } = wire;
  const { redirects = usual.redirects, notifications = usual.notifications } = wire;
  const faults = [...repeatedCases(redirects), ...leadingNowhere(redirects), ...tellingAddresses(notifications)];
  if (faults.length > 0) throw new Refusal("invalid", "The workflow breaks rules.", { problems: faults });
  return {
    ...{ name, kind, roles, consent: { mode: consent.mode, text: consent.text } },
    attempts: wire.attempts ?? usual.attempts,
    lenderSignature: wire.lender_signature ?? usual.lenderSignature,
    expiryPeriod: wire.expiry_period ?? usual.expiryPeriod,
    sessionTimeoutMs: timeout === undefined ? usual.sessionTimeoutMs : positiveMs(timeout, "session_timeout", oneDay),
    redirects: redirects.map(({ id, url }) => ({ id, url })),
    notifications: notifications.map(({ url, scenarios }) => ({ url, scenarios })),
  };
}

export function workflowToWire(workflow: StoredWorkflow): Schemas["Workflow"] {
  const { id, name, kind, roles, consent, attempts, redirects, notifications } = workflow;
  return {
    ...{ id, name, kind, roles: [...roles], consent: { ...consent }, attempts },
    ...{ lender_signature: workflow.lenderSignature, expiry_period: workflow.expiryPeriod },
    session_timeout: durationToWire(workflow.sessionTimeoutMs),
    // Both were written by way of the schema that names them.
    redirects: redirects.map(({ id, url }) => ({ id: id as Schemas["RedirectId"], url })),
    notifications: notifications.map(({ url, scenarios }) => ({
      url,
      scenarios: [...scenarios] as Schemas["Scenario"][],
    })),
    created_at: workflow.createdAt.toISOString(),
  };
}

function repeatedCases(redirects: readonly Redirect[]): readonly Fault[] {
  return redirects.flatMap(({ id }, index) => {
    if (redirects.findIndex((each) => each.id === id) === index) return [];
    return [
      { field: `redirects.${index}.id`, rule: "unique", message: `${id} has an address already: leave one out.` },
    ];
  });
}

/** As in a transaction. */
function leadingNowhere(redirects: readonly Redirect[]): readonly Fault[] {
  return redirects.flatMap(({ url }, index) => {
    const problem = redirectProblem(url);
    return problem === undefined ? [] : [{ field: `redirects.${index}.url`, rule: "url", message: `url ${problem}.` }];
  });
}

/** An address that holds a secret would show it to everybody who sees the workflow. */
function tellingAddresses(notifications: readonly NotificationTarget[]): readonly Fault[] {
  const message = "url must be an address without a user name or password.";
  return notifications.flatMap(({ url }, index) => {
    const address = URL.parse(url);
    if (address?.username === "" && address.password === "") return [];
    return [{ field: `notifications.${index}.url`, rule: "url", message }];
  });
}
