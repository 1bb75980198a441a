import { type CheckoutClient, createCheckoutClient } from "@understudy/client/checkout";
import { type CheckoutControlClient, createCheckoutControlClient } from "@understudy/client/checkout-control";
import { type ControlClient, createControlClient } from "@understudy/client/control";
import type { components } from "@understudy/contracts/checkout";
import type { components as ControlComponents } from "@understudy/contracts/checkout-control";
import { sender } from "./raw.ts";

type Schemas = components["schemas"];
type ControlSchemas = ControlComponents["schemas"];
export type Conditions = Schemas["AddWorkflow"]["conditions"];
export type Action = Schemas["WorkflowAction"];

/** Every type that payments and disputes of these tests cause. */
export const everything: Conditions[number] = {
  type: "event",
  events: {
    gateway: ["payment_approved", "payment_declined", "payment_captured", "payment_refunded", "payment_voided"],
    dispute: ["dispute_received", "dispute_evidence_required", "dispute_won"],
  },
};

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A sandbox of the test's own whose clock stands, with the clients and shortcuts that tests of events speak through. */
export async function openWorld({ publicUrl }: { readonly publicUrl: string }) {
  const platform = createControlClient({ baseUrl: publicUrl });
  const made = got(await platform.createSandbox());
  const { id: sandboxId } = made;
  const { secret_key, entity_id, processing_channel_id } = made.credentials.checkout ?? {};
  const baseUrl = `${publicUrl}/checkout`;
  const api = createCheckoutClient({ baseUrl, secretKey: String(secret_key) });
  const dashboard = createCheckoutControlClient({ baseUrl: publicUrl });
  const clock = clockOf(platform, sandboxId);
  const start = await clock.set(new Date(Math.ceil(Date.parse(made.now) / 60_000) * 60_000));
  return {
    ...{ publicUrl, baseUrl, platform, dashboard, sandboxId, api, start },
    secretKey: String(secret_key),
    entityId: String(entity_id),
    channelId: String(processing_channel_id),
    /** What the provider's API answers to a request as a client of ours could not word it. */
    send: sender(publicUrl, String(secret_key)),
    /** What the provider's part of the control API answers. */
    control: sender(publicUrl, null, `/control/sandboxes/${sandboxId}/checkout`),
    ...clock,
    ...workflowsOf(api),
    ...happeningsOf(dashboard, sandboxId),
    ...historyOf(api),
  };
}

/** The data of an outcome that must be a success. */
export function got<Data>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data {
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data as Data;
}

function clockOf(platform: ControlClient, sandboxId: string) {
  const path = { sandboxId };
  return {
    /** Stands still at `at`. */
    async set(at: Date): Promise<Date> {
      return new Date(got(await platform.moveClock({ path, body: { set: at.toISOString() } })).now);
    },
    /** Goes on by so much, and answers when all that fell due is done. */
    async advance(duration: string) {
      return got(await platform.moveClock({ path, body: { advance: duration } })).ran;
    },
    /** Waits until all that is due now has been sent and answered. */
    async settle() {
      return got(await platform.moveClock({ path, body: { advance: "PT0S" } })).ran;
    },
  };
}

function workflowsOf(api: CheckoutClient) {
  return {
    /** A workflow with one webhook, for every event of these tests unless `conditions` say otherwise. */
    async workflow(action: Partial<Action>, conditions: Conditions = [everything], active = true) {
      const actions = [{ type: "webhook" as const, url: "http://127.0.0.1:9/nobody", ...action }];
      const { id } = got(await api.addWorkflow({ body: { conditions, actions, active } }));
      const { actions: made } = got(await api.getWorkflow({ path: { workflowId: id } }));
      return { id, actionId: String(made[0]?.id) };
    },
  };
}

/** What cardholders, issuers and merchants do. */
function happeningsOf(dashboard: CheckoutControlClient, sandboxId: string) {
  return {
    async play(body: ControlSchemas["NewPayment"] = {}) {
      return got(await dashboard.playPayment({ path: { sandboxId }, body }));
    },
    async capture(paymentId: string, body: ControlSchemas["FollowUp"] = {}) {
      return got(await dashboard.capturePayment({ path: { sandboxId, paymentId }, body }));
    },
    async refund(paymentId: string, body: ControlSchemas["FollowUp"] = {}) {
      return got(await dashboard.refundPayment({ path: { sandboxId, paymentId }, body }));
    },
    async dispute(paymentId: string, body: ControlSchemas["NewDispute"] = {}) {
      return got(await dashboard.openDispute({ path: { sandboxId, paymentId }, body }));
    },
    async emit(body: ControlSchemas["NewEvent"]) {
      return got(await dashboard.emitEvent({ path: { sandboxId }, body }));
    },
  };
}

function historyOf(api: CheckoutClient) {
  return {
    async event(eventId: string) {
      return got(await api.getEvent({ path: { eventId } }));
    },
    async eventsOf(subjectId: string) {
      return got(await api.getSubjectEvents({ path: { subjectId } })).data;
    },
    async invocations(eventId: string, workflowActionId: string) {
      return got(await api.getActionInvocations({ path: { eventId, workflowActionId } }));
    },
  };
}
