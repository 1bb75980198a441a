import { done, type Sandbox as SandboxOf } from "@understudy/conformance";
import type { components } from "@understudy/contracts/checkout";
import type { components as controlComponents } from "@understudy/contracts/checkout-control";

/** A sandbox as any of this provider's scenarios has it, whichever of its specs they are about. */
export type Sandbox = Pick<SandboxOf<"checkout">, "id" | "credential" | "client" | "control" | "platform">;

export type Client = ReturnType<SandboxOf<"checkout">["as"]>;

type Schemas = components["schemas"];
type ControlSchemas = controlComponents["schemas"];
export type NewWorkflow = Schemas["AddWorkflow"];
type NewPayment = ControlSchemas["NewPayment"];
type NewDispute = ControlSchemas["NewDispute"];

/** What the workflows of these scenarios take. */
export const events: Schemas["EventWorkflowCondition"] = {
  type: "event",
  events: {
    gateway: ["payment_captured", "payment_approved", "payment_declined"],
    dispute: ["dispute_received", "dispute_evidence_required"],
  },
};

/** Nobody listens there: what is sent fails at once, and is owed again later. */
export const webhook: Schemas["WorkflowAction"] = {
  type: "webhook",
  url: "http://127.0.0.1:9/hooks",
  headers: { Authorization: "123" },
  signature: { method: "HMACSHA256", key: "8V8x0dLK%AyD*DNS8JJr" },
};

/** Everything that a workflow can have. The conditions let the events of the sandbox's own entity pass. */
export function newWorkflow({ credential }: Pick<Sandbox, "credential">): NewWorkflow {
  return {
    name: "Webhooks workflow",
    active: true,
    conditions: [
      events,
      { type: "entity", entities: [credential("entity_id"), "ent_axclravnqf5u5ejkweijnp5zc4"] },
      { type: "processing_channel", processing_channels: [credential("processing_channel_id")] },
    ],
    actions: [webhook, { type: "webhook", url: "http://127.0.0.1:9/once", retry: { enabled: false } }],
  };
}

/** The client of the sandbox's secret key, which may do everything. */
export function merchant({ client, credential }: Pick<Sandbox, "client" | "credential">): Client {
  return client("checkout", { secretKey: credential("secret_key") });
}

/** A token of a new client that has these scopes and no others. */
export async function tokenWith({ id, client, control }: Sandbox, scopes: string[]): Promise<string> {
  const made = await done(control.createKey({ path: { sandboxId: id }, body: { kind: "oauth_client", scopes } }));
  if (made.kind !== "oauth_client") throw new Error("A client was asked for.");
  const { client_id, client_secret } = made;
  const body = { grant_type: "client_credentials", client_id, client_secret } as const;
  return (await done(client("checkout", {}).requestAccessToken({ body }))).access_token;
}

/** A workflow as it is read, its conditions in the order of `newWorkflow`. */
export async function givenWorkflow(sandbox: Sandbox): Promise<Schemas["Workflow"]> {
  const { id: workflowId } = await done(merchant(sandbox).addWorkflow({ body: newWorkflow(sandbox) }));
  return done(merchant(sandbox).getWorkflow({ path: { workflowId } }));
}

/** A workflow with one condition and one action, and where these two are. */
export async function givenPlainWorkflow(sandbox: Sandbox) {
  const body = { conditions: [events], actions: [webhook] };
  const { id: workflowId } = await done(merchant(sandbox).addWorkflow({ body }));
  const { conditions, actions } = await done(merchant(sandbox).getWorkflow({ path: { workflowId } }));
  return { workflowId, workflowConditionId: String(conditions[0]?.id), workflowActionId: String(actions[0]?.id) };
}

/** A payment with the ids of what was told of it. */
export async function givenPayment(
  { id, control }: Sandbox,
  body: NewPayment = {},
): Promise<ControlSchemas["Payment"]> {
  return done(control.playPayment({ path: { sandboxId: id }, body }));
}

/** A dispute over a captured payment. */
export async function givenDispute(sandbox: Sandbox, body: NewDispute = {}): Promise<ControlSchemas["Dispute"]> {
  const { id: paymentId } = await givenPayment(sandbox, { capture: true });
  return done(sandbox.control.openDispute({ path: { sandboxId: sandbox.id, paymentId }, body }));
}

/** An event that a workflow took, by the ids that its invocations are read with. */
export async function givenInvocation(sandbox: Sandbox) {
  const plain = await givenPlainWorkflow(sandbox);
  const { id: subjectId, events } = await givenPayment(sandbox);
  return { ...plain, subjectId, eventId: String(events[0]) };
}
