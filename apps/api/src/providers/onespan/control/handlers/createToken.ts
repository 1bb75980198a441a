import { signToken } from "../../access/sign.ts";
import { tenantOf } from "../../store/tenant/tenant.ts";
import type { Handler } from "../handler.ts";
import { claimsFor } from "../tokens.ts";

export const createToken: Handler<"createToken"> = async ({ body = {} }, ctx) => {
  const tenant = await tenantOf(ctx);
  const claims = await claimsFor(ctx, tenant, body);
  return {
    status: 201,
    body: { token: await signToken(tenant.signingKey, claims), claims: { ...claims, scope: [...claims.scope] } },
  };
};
