import type { Request } from "@understudy/server/tokeflow-control";
import type { ControlContext } from "../../../provider.ts";
import { requireMerchant } from "../store/merchants.ts";
import type { EndpointSettings } from "../store/webhook-endpoints.ts";
import { demandAddress } from "./rules/webhook-endpoint.ts";
import { endpointFromWire } from "./wire/webhook-endpoint.ts";

/** What a body asks of an endpoint, once it has been found to be possible. */
export async function endpointSettings(
  ctx: ControlContext,
  body: Request<"createWebhookEndpoint">["body"],
): Promise<EndpointSettings> {
  const settings = endpointFromWire(body);
  demandAddress(settings.url);
  if (settings.merchantId !== null) await requireMerchant(ctx, settings.merchantId);
  return settings;
}
