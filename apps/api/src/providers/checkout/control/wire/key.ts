import type { components } from "@understudy/contracts/checkout-control";
import type { Credential } from "@understudy/engine";

type Schemas = components["schemas"];

/** What every key shows of itself, whenever it is shown. */
export function keyToWire({ id, scopes, expiresAt, createdAt }: Credential): Schemas["Key"] {
  return {
    ...{ id, scopes: [...scopes] },
    expires_at: expiresAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  };
}
