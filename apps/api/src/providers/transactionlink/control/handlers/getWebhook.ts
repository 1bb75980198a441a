import { getWebhook as get } from "../../store/webhook.ts";
import type { Handler } from "../handler.ts";
import { webhookToWire } from "../wire/webhook.ts";

export const getWebhook: Handler<"getWebhook"> = async (_exchange, ctx) => ({
  status: 200,
  body: webhookToWire(await get(ctx)),
});
