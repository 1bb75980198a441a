import type { Credential } from "@understudy/engine";

/** What a credential of this provider is: a static key, an OAuth client, or a token that one was given. */
export type CredentialKind = "secret" | "public" | "oauth_client" | "access_token";

/** Written by the store of keys and tokens and by nobody else. */
export function kindOf({ kind }: Credential): CredentialKind {
  return kind as CredentialKind;
}

/** `ack_…`, by which an OAuth client names itself. */
export function clientIdOf({ attributes }: Credential): string {
  return String(attributes.clientId);
}
