import type { Credential } from "@understudy/engine";

/** What a credential of this provider is: a workspace's key and secret, or one of the tokens (providers/transactionlink.md 2). */
export type CredentialKind = "workspace_key" | "access_token" | "refresh_token" | "organization_token";

/** Written by the stores of credentials and by nobody else. */
export function kindOf({ kind }: Credential): CredentialKind {
  return kind as CredentialKind;
}

/** The half of a workspace's key and secret that is no secret. */
export function keyOf({ attributes }: Credential): string {
  return String(attributes.key);
}

/** Where the permissions of a token hold; null: everywhere. */
export interface Limits {
  readonly definitionIds: readonly string[] | null;
  readonly tableIds: readonly string[] | null;
}

/** What no store has limited holds everywhere. */
export function limitsOf({ attributes }: Credential): Limits {
  return { definitionIds: idsIn(attributes.definitionIds), tableIds: idsIn(attributes.tableIds) };
}

function idsIn(attribute: unknown): readonly string[] | null {
  return Array.isArray(attribute) ? attribute.map(String) : null;
}
