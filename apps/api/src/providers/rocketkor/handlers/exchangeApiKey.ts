import type { Handler } from "@understudy/server/rocketkor";
import type { AnonymousContext } from "../../../provider.ts";
import { enterByKey } from "../anonymous.ts";
import { mintToken } from "../store/tokens.ts";

export const exchangeApiKey: Handler<"exchangeApiKey", AnonymousContext> = async (_exchange, request) => {
  const { token, expiresInSeconds } = await mintToken(await enterByKey(request));
  return {
    status: 200,
    headers: { "Cache-Control": "no-store" },
    body: { access_token: token, expires_in: expiresInSeconds },
  };
};
