import { unescape as unescaped } from "node:querystring";
import { Refusal } from "@understudy/domain";
import { type CallContext, type Credential, isUsable } from "@understudy/engine";
import type { AnonymousContext } from "../../provider.ts";
import { clientIdOf, kindOf } from "./caller.ts";
import { scopesOf } from "./scopes.ts";

/** How an OAuth client names itself in the form of its request. */
export interface ClientFields {
  readonly client_id?: string;
  readonly client_secret?: string;
}

/** The world of the client that asks for a token; whatever is wrong with it is one and the same refusal. */
export async function enterAsClient(fields: ClientFields, request: AnonymousContext): Promise<CallContext> {
  const { id, secret } = named(fields, request.header("authorization"));
  const credential = secret ? await request.engine.credential("checkout", secret) : undefined;
  if (!credential || kindOf(credential) !== "oauth_client" || clientIdOf(credential) !== id) throw unknownClient();
  const world = await request.engine.enter(credential.sandboxId);
  if (!world || !isUsable(credential, world.now)) throw unknownClient();
  return { ...world, credential, requestId: request.requestId };
}

/** What the token is good for: what was asked for, or everything (providers/checkout.md 9.14). */
export function grantedScopes({ scopes }: Credential, asked: string | undefined): readonly string[] {
  const wanted = scopesOf(asked);
  const foreign = wanted.filter((scope) => !scopes.includes(scope));
  if (foreign.length > 0)
    throw new Refusal("invalid", "The client does not have all of these scopes.", { codes: ["invalid_scope"] });
  return wanted.length > 0 ? wanted : scopes;
}

/** By HTTP Basic, in the form, or in both ways at once, as Python's SDK does; then they must say the same (2.2). */
function named(fields: ClientFields, header: string | undefined) {
  const form = { id: fields.client_id, secret: fields.client_secret };
  const [, encoded] = /^Basic +(\S+) *$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return form;
  const parts = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  // Some clients escape both, as OAuth asks (RFC 6749, 2.3.1); no id or secret here holds a `%` of its own.
  const [, id, secret] = parts.map((part) => unescaped(part));
  if ((form.id ?? id) !== id || (form.secret ?? secret) !== secret) throw unknownClient();
  return { id, secret };
}

function unknownClient(): Refusal {
  return new Refusal("bad_credential", "The client is unknown, or its secret is not this one.");
}
