import type { components } from "@understudy/contracts/onespan-control";
import type { Tenant } from "../../store/tenant/tenant.ts";
import { durationToWire } from "./duration.ts";

export function tenantToWire(tenant: Tenant): components["schemas"]["Tenant"] {
  return {
    tenant_id: tenant.id,
    signing_key: tenant.signingKey,
    session_token_lifetime: durationToWire(tenant.sessionTokenLifetimeMs),
  };
}
