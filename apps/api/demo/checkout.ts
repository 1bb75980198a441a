import { type CheckoutClient, verifyCheckoutWebhook } from "@understudy/client/checkout";
import type { CheckoutControlClient } from "@understudy/client/checkout-control";
import type { ControlClient } from "@understudy/client/control";
import { tell, timed } from "./story.ts";

/** Who takes part: the provider's own API, and the two control APIs of its sandbox. */
export interface CheckoutStage {
  readonly sandboxId: string;
  readonly platform: ControlClient;
  readonly checkoutControl: CheckoutControlClient;
  readonly checkout: CheckoutClient;
}

const key = "a key that only the two of us know";
const name = "orders";

export async function signedWebhook({ sandboxId, platform, checkoutControl, checkout }: CheckoutStage): Promise<void> {
  const { url } = await timed("an inbox to subscribe with", () => platform.putInbox({ path: { sandboxId, name } }));
  await timed("POST /workflows", () =>
    checkout.addWorkflow({
      body: {
        name,
        conditions: [{ type: "event", events: { gateway: ["payment_approved"] } }],
        actions: [{ type: "webhook", url, signature: { method: "HMACSHA256", key } }],
      },
    }),
  );
  await timed("a payment", () => checkoutControl.playPayment({ path: { sandboxId } }));
  const { data } = await timed("what the inbox has received", () =>
    platform.getInbox({ path: { sandboxId, name }, query: { wait: "PT5S" } }),
  );
  for (const { body_base64: raw, headers } of data) {
    const event = verifyCheckoutWebhook(Buffer.from(raw, "base64"), headers, key);
    tell(`               Cko-Signature holds: ${event.type} ${event.id}`);
  }
}

export async function failingEndpoint({ sandboxId, platform, checkoutControl }: CheckoutStage): Promise<void> {
  const path = { sandboxId, name };
  await timed("the inbox shall answer 500", () => platform.putInbox({ path, body: { behaviour: { status: 500 } } }));
  await timed("a payment", () => checkoutControl.playPayment({ path: { sandboxId } }));
  await timed("its webhook, refused", () => platform.getInbox({ path, query: { wait: "PT5S" } }));
  const moved = await timed("two days pass", () =>
    platform.moveClock({ path: { sandboxId }, body: { advance: "P2D" } }),
  );
  for (const { at, kind } of moved.ran) tell(`               ${at}  ${kind}`);
  const { data } = await timed("the newest delivery", () =>
    platform.listDeliveries({ path: { sandboxId }, query: { limit: 1 } }),
  );
  for (const { status, attempts } of data) tell(`               ${status} after ${attempts} attempts`);
}

export async function reflow({ sandboxId, platform, checkout }: CheckoutStage): Promise<void> {
  const path = { sandboxId, name };
  await timed("the inbox shall answer 200 again", () => platform.putInbox({ path }));
  const { data } = await timed("the delivery that came to nothing", () =>
    platform.listDeliveries({ path: { sandboxId }, query: { limit: 1 } }),
  );
  for (const { event } of data) {
    const { response } = await checkout.reflowByEvent({ path: { eventId: event.id } });
    tell(`               POST /workflows/events/{eventId}/reflow: ${response.status}`);
  }
  await timed("it arrives after all", () => platform.getInbox({ path, query: { wait: "PT5S" } }));
}
