import { Refusal } from "@understudy/domain";
import { type CallContext, type Engine, isUsable } from "@understudy/engine";
import type { Arrival } from "@understudy/server";
import { kindOf } from "./caller.ts";
import { keyPatterns } from "./rules/keys.ts";

/** Three parts, each base64url. A token is known by its hash, so one that was not made here is unknown, whatever it says. */
const tokenForm = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const forms = [keyPatterns.secret, keyPatterns.public, tokenForm];

/** The world of a secret key or an access token, each behind `Bearer` (providers/checkout.md 2.1, 9.16). */
export async function authenticate(arrival: Arrival, engine: Engine): Promise<CallContext> {
  const [, secret] = /^Bearer +(\S+) *$/i.exec(arrival.header("authorization") ?? "") ?? [];
  if (secret === undefined) throw new Refusal("no_credential", "Send a secret key or an access token as a Bearer.");
  // What cannot be a credential is not worth a question to the database.
  const credential = forms.some((form) => form.test(secret)) ? await engine.credential("checkout", secret) : undefined;
  const world = credential && (await engine.enter(credential.sandboxId));
  if (!credential || !world || !isUsable(credential, world.now))
    throw new Refusal("bad_credential", "This credential is unknown, revoked or expired.");
  const ctx: CallContext = { ...world, credential, requestId: arrival.requestId };
  authorize(ctx, arrival);
  return ctx;
}

/**
 * Any one scope of the operation is enough (2.3). The keys of a new sandbox have all of them, and a test of a workflow
 * takes secret keys too (9.9). Other credentials are not offered here, and the one refusal of a credential that these
 * operations document is that of an unknown one (2.1, 2.4).
 */
function authorize({ credential }: CallContext, { scopes }: Arrival): void {
  const kind = kindOf(credential);
  if (kind !== "secret" && kind !== "access_token")
    throw new Refusal("wrong_credential", "This takes a secret key or an access token.");
  if (!scopes.some((scope) => credential.scopes.includes(scope)))
    throw new Refusal("no_scope", `This takes a credential with one of the scopes ${scopes.join(", ")}.`);
}
