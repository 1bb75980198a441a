import type { components } from "@understudy/contracts/rocketkor";
import type { components as Control } from "@understudy/contracts/rocketkor-control";
import { got, type Opened } from "./sandbox.ts";
import { type Parameters, rebate, type Steps, step } from "./workflows.ts";

type Body = components["schemas"]["CreateLinxWorkflowRequest"];
type Finish = Control["schemas"]["Finish"];
type Values = Control["schemas"]["StepValues"];

export const look = [{ name: "notification" }, { name: "lookup-profile" }] as const satisfies Steps;

/** A rebate to an account that the customer has: nothing but the confirmation is left to be done. */
export function payout(world: Opened, changes: Partial<Parameters> = {}): Body {
  return {
    title: "Send a rebate",
    steps: [...look, { name: "lookup-financial-account" }, step.money],
    parameters: {
      phoneNumber: "+16475550123",
      customerId: world.customerId,
      customerFinancialAccountId: world.customerAccountId,
      ...rebate(world),
      ...changes,
    },
  };
}

/** Shortcuts to workflows, and to what the customer and the world do with them. */
export function journeysOf(world: Opened) {
  const { api, portal, platform, path, send } = world;
  const at = (workflowId: string) => ({ path: { ...path, workflowId } });
  const own = (workflowId: string) => ({ path: { workflowId } });
  return {
    /** What POST /v2/linx/workflows answers to anything. */
    ask: (json: unknown) => send("POST", "/v2/linx/workflows", { json }),
    begin: async (body: Body) => got(await api.createLinxWorkflow({ body })).workflowId,
    read: async (workflowId: string) => got(await api.getLinxWorkflow(own(workflowId))),
    history: async (workflowId: string) => got(await api.getLinxWorkflowNotificationHistory(own(workflowId))),
    extend: (workflowId: string, expireInHours: number) =>
      api.extendLinxWorkflow({ ...own(workflowId), body: { expireInHours } }),
    cancel: (workflowId: string) => api.cancelLinxWorkflow(own(workflowId)),
    resend: (workflowId: string) => api.resendLinxWorkflowNotification(own(workflowId)),
    /** As a test sees it. */
    look: async (workflowId: string) => got(await portal.getWorkflow(at(workflowId))),
    complete: (workflowId: string, values?: Values) =>
      portal.completeStep({ ...at(workflowId), body: values ? { values } : {} }),
    finish: (workflowId: string, body: Finish = {}) => portal.finishWorkflow({ ...at(workflowId), body }),
    decline: (workflowId: string, reason?: string) =>
      portal.declineWorkflow({ ...at(workflowId), body: reason ? { reason } : {} }),
    /** What the customer's phone shows, oldest first. */
    messages: async (subject: string) =>
      got(await platform.listMessages({ path, query: { subject } })).data.toReversed(),
    /** What was told of an object, oldest first. */
    events: async (subject: string) => got(await platform.listEvents({ path, query: { subject } })).data.toReversed(),
  };
}
