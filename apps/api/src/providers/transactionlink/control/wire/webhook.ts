import type { components } from "@understudy/contracts/transactionlink-control";
import type { Webhook } from "../../store/webhook.ts";

export function webhookToWire({ url, keyId }: Webhook): components["schemas"]["Webhook"] {
  return { url, key_id: keyId };
}
