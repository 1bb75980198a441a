import { rotateKey } from "../../store/webhook.ts";
import type { Handler } from "../handler.ts";

export const rotateWebhookKey: Handler<"rotateWebhookKey"> = async (_exchange, ctx) => {
  const { id, createdAt } = await rotateKey(ctx);
  return { status: 201, body: { id, created_at: createdAt.toISOString() } };
};
