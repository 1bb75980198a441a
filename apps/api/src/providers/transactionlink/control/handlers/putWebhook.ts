import { Refusal } from "@understudy/domain";
import { setWebhook } from "../../store/webhook.ts";
import type { Handler } from "../handler.ts";
import { webhookToWire } from "../wire/webhook.ts";

export const putWebhook: Handler<"putWebhook"> = async ({ body: { url } }, ctx) => {
  const address = URL.parse(url);
  if (address?.username !== "" || address.password !== "")
    throw new Refusal("invalid", "url must be an address without a user name or password.", { field: "url" });
  const { webhook, isNew } = await setWebhook(ctx, url);
  return { status: isNew ? 201 : 200, body: webhookToWire(webhook) };
};
