import { tenantOf } from "../../store/tenant/tenant.ts";
import type { Handler } from "../handler.ts";
import { tenantToWire } from "../wire/tenant.ts";

export const getTenant: Handler<"getTenant"> = async (_exchange, ctx) => ({
  status: 200,
  body: tenantToWire(await tenantOf(ctx)),
});
