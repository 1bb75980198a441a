import type { Handler } from "@understudy/server/checkout";
import type { AnonymousContext } from "../../../provider.ts";
import { tokenLifeSeconds } from "../access-token.ts";
import { enterAsClient, grantedScopes } from "../client.ts";
import * as tokens from "../store/tokens.ts";

export const requestAccessToken: Handler<"requestAccessToken", AnonymousContext> = async ({ body }, request) => {
  const ctx = await enterAsClient(body, request);
  const scopes = grantedScopes(ctx.credential, body.scope);
  const token = await tokens.mint(ctx, scopes);
  return {
    status: 200,
    headers: { "Cache-Control": "no-store", Pragma: "no-cache" },
    body: { access_token: token, token_type: "Bearer", expires_in: tokenLifeSeconds, scope: scopes.join(" ") },
  };
};
