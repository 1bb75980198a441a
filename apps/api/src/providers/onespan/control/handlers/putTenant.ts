import { saveSessionTokenLifetime } from "../../store/tenant/tenant.ts";
import type { Handler } from "../handler.ts";
import { positiveMs, tenYears } from "../wire/duration.ts";
import { tenantToWire } from "../wire/tenant.ts";

export const putTenant: Handler<"putTenant"> = async ({ body }, ctx) => {
  const lifetimeMs = positiveMs(body.session_token_lifetime, "session_token_lifetime", tenYears);
  return { status: 200, body: tenantToWire(await saveSessionTokenLifetime(ctx, lifetimeMs)) };
};
