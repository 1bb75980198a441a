import { Refusal } from "@understudy/domain";
import type { Handler } from "@understudy/server/transactionlink";
import type { AnonymousContext } from "../../../provider.ts";
import { publicKeyOf } from "../store/signing-keys.ts";
import { keyToWire } from "../wire/public-key.ts";

/** Whoever receives a webhook knows the id and nothing else (providers/transactionlink.md 4.5, 9.27). */
export const getWebhookPublicKey: Handler<"getWebhookPublicKey", AnonymousContext> = async (
  { path, query },
  { engine },
) => {
  const key = await publicKeyOf(engine.db, path.keyId);
  // A sandbox that does not exist for this process has no keys either.
  if (!key || !(await engine.enter(key.sandboxId)))
    throw new Refusal("absent", `There is no key ${path.keyId}.`, { codes: ["KEY_NOT_FOUND"] });
  return { status: 200, body: keyToWire(key.publicKey, query.pem ?? true) };
};
