import { Refusal } from "@understudy/domain";
import type { Handler } from "@understudy/server/transactionlink";
import type { AnonymousContext } from "../../../provider.ts";
import { enterBySecret } from "../anonymous.ts";
import { mintTokens } from "../store/tokens.ts";
import { tokensToWire } from "../wire/authentication.ts";

/** The refresh token that is shown stays good until its own end: who asks twice with it is answered twice. */
export const authRefresh: Handler<"authRefresh", AnonymousContext> = async ({ body }, request) => {
  const entered = await enterBySecret(request, "refresh_token", body.refreshToken);
  if (!entered)
    throw new Refusal("bad_credential", "refreshToken is unknown or has expired: authorize with key and secret again.");
  return { status: 200, body: tokensToWire(await mintTokens(entered.ctx)) };
};
