import { dropWebhook } from "../../store/webhook.ts";
import type { Handler } from "../handler.ts";

export const deleteWebhook: Handler<"deleteWebhook"> = async (_exchange, ctx) => {
  await dropWebhook(ctx);
  return { status: 204 };
};
