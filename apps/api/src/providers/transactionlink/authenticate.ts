import { Refusal } from "@understudy/domain";
import { type CallContext, type Engine, isUsable } from "@understudy/engine";
import type { Arrival } from "@understudy/server";
import { type CredentialKind, kindOf } from "./caller.ts";
import { demandAny } from "./permissions.ts";

/** What can stand in `Authorization`, and of which kind it then is (providers/transactionlink.md 2.1). */
const forms: readonly (readonly [RegExp, CredentialKind])[] = [
  // Three parts, none of them empty: what says `alg: none` has no third.
  [/^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i, "access_token"],
  [/^ *(tot_[A-Za-z0-9]{52}) *$/, "organization_token"],
];

/**
 * The world of an access token, behind `Bearer`, or of an organization token, with nothing before it. Tokens are known
 * by their hash and not by what they claim, so one that was not made here is unknown, whoever signed it.
 */
export async function authenticate(arrival: Arrival, engine: Engine): Promise<CallContext> {
  const header = arrival.header("authorization");
  if (!header) throw new Refusal("no_credential", unauthorized);
  const [token, kind] = tokenIn(header);
  // What cannot be a token is not worth a question to the database.
  const credential = token === undefined ? undefined : await engine.credential("transactionlink", token);
  const world = credential && (await engine.enter(credential.sandboxId));
  if (!credential || kindOf(credential) !== kind || !world || !isUsable(credential, world.now))
    throw new Refusal("bad_credential", unauthorized);
  demandAny(credential, arrival.scopes);
  return { ...world, credential, requestId: arrival.requestId };
}

/** One answer for all that is wrong with a token: whoever guesses learns nothing. */
const unauthorized =
  "The token is missing or invalid: send `Authorization: Bearer <access token>`, or an organization token, `tot_…`, " +
  "with nothing before it.";

function tokenIn(header: string): readonly [string, CredentialKind] | readonly [] {
  for (const [form, kind] of forms) {
    const [, token] = form.exec(header) ?? [];
    if (token !== undefined) return [token, kind];
  }
  return [];
}
