import type { CallContext, Credential } from "@understudy/engine";
import type { Actor } from "./rules/actor.ts";

/** What a credential of this provider is: a service account's key, or a token that was got with it (providers/rocketkor.md 2). */
export type CredentialKind = "api_key" | "access_token";

/** Written by the stores of credentials and by nobody else. */
export function kindOf({ kind }: Credential): CredentialKind {
  return kind as CredentialKind;
}

/** The service account that a credential belongs to. */
export function serviceAccountOf({ attributes }: Pick<Credential, "attributes">): string {
  return String(attributes.serviceAccountId);
}

/** The half of an API key and its secret that is no secret. */
export function apiKeyOf({ attributes }: Pick<Credential, "attributes">): string {
  return String(attributes.apiKey);
}

/** Who is written down as having done what a request does. */
export function actorOf({ credential }: CallContext): Actor {
  return { id: serviceAccountOf(credential), type: "service-account" };
}
