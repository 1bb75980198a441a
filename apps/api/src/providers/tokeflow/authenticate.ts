import { Refusal } from "@understudy/domain";
import { type CallContext, type Engine, isUsable } from "@understudy/engine";
import type { Arrival } from "@understudy/server";
import { isWithin } from "./addresses.ts";
import { callerOf } from "./caller.ts";
import { enforceRateLimit } from "./store/rate-limit.ts";

/** `{sk|pk}_{live|test}_{org|mer}_{random}` (providers/tokeflow.md 2.1, 9.1). */
const keyForm = /^(sk|pk)_(live|test)_(org|mer)_[A-Za-z0-9]{16,64}$/;

/** The world of a Bearer key. Scopes, kind, address and rate of the key are judged here, ids in it by each operation. */
export async function authenticate(arrival: Arrival, engine: Engine): Promise<CallContext> {
  const header = arrival.header("authorization");
  if (!header) throw new Refusal("no_credential", "Send a secret key: Authorization: Bearer sk_…");
  const [, key] = /^Bearer +(\S+) *$/i.exec(header) ?? [];
  if (!key)
    throw new Refusal("bad_credential", "The Authorization header must be `Bearer` and a key such as sk_test_mer_….");
  if (!keyForm.test(key))
    throw new Refusal("bad_credential", "This is no API key: one looks like sk_test_mer_ and 16 or more characters.");
  const credential = await engine.credential("tokeflow", key);
  const world = credential && (await engine.enter(credential.sandboxId));
  if (!credential || !world || !isUsable(credential, world.now))
    throw new Refusal("bad_credential", "This API key is unknown, revoked or expired.");
  const ctx: CallContext = { ...world, credential, requestId: arrival.requestId };
  authorize(ctx, arrival);
  await enforceRateLimit(ctx);
  return ctx;
}

function authorize(ctx: CallContext, { scopes, ip }: Arrival): void {
  const caller = callerOf(ctx.credential);
  if (caller.access === "public")
    throw new Refusal("wrong_credential", "A public key (pk_…) cannot call this endpoint: use a secret key.");
  if (caller.allowedIps.length > 0 && !isWithin(ip, caller.allowedIps))
    throw new Refusal("wrong_address", "This API key may not be used from this address.");
  const lacking = scopes.filter((scope) => !ctx.credential.scopes.includes(scope));
  if (lacking.length > 0) throw new Refusal("no_scope", `This API key lacks the scope ${lacking.join(", ")}.`);
}
