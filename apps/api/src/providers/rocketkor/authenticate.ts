import { Refusal } from "@understudy/domain";
import { type CallContext, type Engine, isUsable } from "@understudy/engine";
import type { Arrival } from "@understudy/server";
import { kindOf } from "./caller.ts";
import { rolesWith } from "./roles.ts";

/** The world of an access token. It is known by its hash, and good until its end by the sandbox's clock. */
export async function authenticate(arrival: Arrival, engine: Engine): Promise<CallContext> {
  const header = arrival.header("authorization");
  if (!header) throw new Refusal("no_credential", unauthorized);
  const [, token] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
  const credential = token === undefined ? undefined : await engine.credential("rocketkor", token);
  const world = credential && (await engine.enter(credential.sandboxId));
  if (!credential || kindOf(credential) !== "access_token" || !world) throw unknownToken();
  if (!isUsable(credential, world.now)) throw new Refusal("bad_credential", over(world.now));
  demand(credential.scopes, arrival.scopes);
  return { ...world, credential, requestId: arrival.requestId };
}

/** One answer for tokens that nobody knows: whoever guesses learns nothing. */
const unauthorized =
  "The access token is missing or unknown: get one from POST /v1/api-keys/exchange and send it as " +
  "`Authorization: Bearer <access_token>`.";

export function unknownToken(): Refusal {
  return new Refusal("bad_credential", unauthorized);
}

/** Whoever has such a token had it rightly. The clock that was moved is the usual reason. */
function over(now: Date): string {
  return (
    `The access token has expired or was revoked: it is ${now.toISOString()} by the sandbox's clock. ` +
    "Get another one from POST /v1/api-keys/exchange."
  );
}

function demand(own: readonly string[], needed: readonly string[]): void {
  const lacking = needed.filter((scope) => !own.includes(scope));
  if (lacking.length > 0)
    throw new Refusal(
      "no_scope",
      `The service account's role does not include ${lacking.join(" and ")}: ` +
        `use one whose role is ${inWords(rolesWith(needed))}.`,
    );
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
