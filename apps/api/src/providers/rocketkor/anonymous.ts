import { Refusal } from "@understudy/domain";
import { type CallContext, isUsable } from "@understudy/engine";
import type { AnonymousContext } from "../../provider.ts";
import { apiKeyOf, kindOf } from "./caller.ts";

/** The world of the service account that names itself by HTTP Basic, with its API key and secret. */
export async function enterByKey({ engine, requestId, header }: AnonymousContext): Promise<CallContext> {
  const given = header("authorization");
  if (!given) throw new Refusal("no_credential", unauthorized);
  const { key, secret } = pairIn(given);
  const credential = secret ? await engine.credential("rocketkor", secret) : undefined;
  const isPair = credential && kindOf(credential) === "api_key" && apiKeyOf(credential) === key;
  const world = isPair ? await engine.enter(credential.sandboxId) : undefined;
  if (!credential || !world || !isUsable(credential, world.now)) throw unknownKey();
  return { ...world, credential, requestId };
}

/** One answer for all that is wrong with a key: whoever guesses learns nothing. */
const unauthorized =
  "API key and secret are missing or do not belong together: send `Authorization: Basic <base64 of api_key:api_secret>`.";

export function unknownKey(): Refusal {
  return new Refusal("bad_credential", unauthorized);
}

/** A key holds no colon, so the first one ends it. */
function pairIn(header: string): { readonly key?: string; readonly secret?: string } {
  const [, encoded = ""] = /^Basic +(\S+) *$/i.exec(header) ?? [];
  const [, key, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString()) ?? [];
  return key === undefined || secret === undefined ? {} : { key, secret };
}
