import type { Handler } from "@understudy/server/rocketkor";
import type { AnonymousContext } from "../../../provider.ts";
import { enterByKey, unknownKey } from "../anonymous.ts";
import { mintToken } from "../store/tokens.ts";
import { unlessDropped } from "../unless-dropped.ts";

export const exchangeApiKey: Handler<"exchangeApiKey", AnonymousContext> = async (_exchange, request) => {
  const ctx = await enterByKey(request);
  const { token, expiresInSeconds } = await unlessDropped(ctx, unknownKey, () => mintToken(ctx));
  return {
    status: 200,
    headers: { "Cache-Control": "no-store" },
    body: { access_token: token, expires_in: expiresInSeconds },
  };
};
