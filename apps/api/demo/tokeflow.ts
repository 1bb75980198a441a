import type { ControlClient } from "@understudy/client/control";
import type { TokeflowClient } from "@understudy/client/tokeflow";
import type { TokeflowControlClient } from "@understudy/client/tokeflow-control";
import { tell, timed } from "./story.ts";

/** Who takes part: the provider's own API, and the two control APIs of its sandbox. */
export interface Stage {
  readonly sandboxId: string;
  readonly platform: ControlClient;
  readonly control: TokeflowControlClient;
  readonly tokeflow: TokeflowClient;
}

const fallsBack = "4000000000003022";
const payment = { charge_type: "payment", country: "BR", currency: "BRL" } as const;
const pix = { ...payment, payment_method: "pix", amount: 9_900 } as const;

export async function cascade({ sandboxId, control, tokeflow }: Stage): Promise<void> {
  const path = { sandboxId };
  const { token } = await timed("a card token, as the browser would get it", () =>
    control.createCard({ path, body: { number: fallsBack } }),
  );
  const header = { "Idempotency-Key": "order_12345_attempt_1" };
  const body = { ...payment, payment_method: "credit_card", amount: 15_000, card_ciphertext_id: token } as const;
  const first = await timed("POST /transactions", () => tokeflow.createTransaction({ header, body }));
  for (const attempt of first.data.timeline)
    tell(
      `               ${attempt.provider_slug}: ${attempt.status}${attempt.error_code ? `, ${attempt.error_code}` : ""}`,
    );
  tell(`               so it is ${first.data.status}, by ${first.data.applied_routing_rule_id}`);
  const again = await timed("the same once more", () => tokeflow.createTransaction({ header, body }));
  tell(
    `               ${again.data.id === first.data.id ? "the same transaction: charged once" : "another transaction?!"}`,
  );
}

export async function pixPaid({ sandboxId, control, tokeflow }: Stage): Promise<void> {
  const { data } = await timed("POST /transactions", () => tokeflow.createTransaction({ body: pix }));
  if (data.payment_instructions?.type === "pix") tell(`               ${data.payment_instructions.qr_code_text}`);
  const path = { sandboxId, transactionId: data.id };
  await timed("the customer pays", () => control.settleTransaction({ path, body: { outcome: "paid" } }));
  const now = await timed("GET /transactions/{id}", () => tokeflow.getTransaction({ path: { id: data.id } }));
  tell(`               ${now.data.status}, ${now.data.amount_captured} captured`);
}

export async function pixExpired({ sandboxId, platform, tokeflow }: Stage): Promise<void> {
  const { data } = await timed("POST /transactions", () => tokeflow.createTransaction({ body: pix }));
  const moved = await timed("half an hour passes", () =>
    platform.moveClock({ path: { sandboxId }, body: { advance: "PT31M" } }),
  );
  for (const { at, kind, subject } of moved.ran) tell(`               ${at}  ${kind}  ${subject}`);
  const now = await timed("GET /transactions/{id}", () => tokeflow.getTransaction({ path: { id: data.id } }));
  tell(`               ${now.data.status}`);
}

export async function partialCapture({ tokeflow }: Stage): Promise<void> {
  const body = {
    ...payment,
    payment_method: "credit_card",
    amount: 15_000,
    payment_instrument_id: "pi_approve",
  } as const;
  const held = await timed("POST /transactions, capture: false", () =>
    tokeflow.createTransaction({ body: { ...body, capture: false } }),
  );
  tell(`               ${held.data.status}, ${held.data.amount_authorized} held`);
  const path = { id: held.data.id };
  const captured = await timed("capture 10000", () => tokeflow.captureTransaction({ path, body: { amount: 10_000 } }));
  tell(`               ${captured.data.status}, ${captured.data.amount_captured} captured, the rest is released`);
  const { error, response } = await tokeflow.captureTransaction({ path });
  tell(`               once more? ${response.status}: ${error?.error.message}`);
}
