import type { CallContext, Credential } from "@understudy/engine";

/** What an operation of this provider works with. */
export interface Call extends CallContext {
  /** `Accept` as it was sent; absent where it was not. */
  readonly accept?: string | undefined;
}

/** What the credential of this provider is: not a key, but where the tenant that a token names is to be found. */
export type CredentialKind = "tenant";

/** Written by the store of tenants and by nobody else. */
export function kindOf({ kind }: Credential): CredentialKind {
  return kind as CredentialKind;
}

/** The text by which a tenant's sandbox is found: as it says its kind, no other secret can be taken for it. */
export function lookupOf(tenantId: string): string {
  return `tenant:${tenantId}`;
}
