import { Refusal } from "@understudy/domain";
import type { Handler } from "@understudy/server/transactionlink";
import type { AnonymousContext } from "../../../provider.ts";
import { enterBySecret } from "../anonymous.ts";
import { keyOf } from "../caller.ts";
import { mintTokens } from "../store/tokens.ts";
import { tokensToWire } from "../wire/authentication.ts";

/** Wrong credentials are a 401, as the older documentation has it (providers/transactionlink.md 2.2, 9.19). */
export const authAuthorize: Handler<"authAuthorize", AnonymousContext> = async ({ body }, request) => {
  const entered = await enterBySecret(request, "workspace_key", body.secret);
  if (!entered || keyOf(entered.credential) !== body.key)
    throw new Refusal("bad_credential", "key and secret must be a pair that belongs together: one of them is wrong.");
  return { status: 200, body: tokensToWire(await mintTokens(entered.ctx)) };
};
