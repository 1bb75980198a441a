import { Refusal } from "@understudy/domain";
import { ownScopes, scopes as published } from "../../scopes.ts";
import { mintClient, mintKey } from "../../store/keys.ts";
import type { Handler } from "../handler.ts";
import { keyToWire } from "../wire/key.ts";

export const createKey: Handler<"createKey"> = async ({ body }, ctx) => {
  const { kind, scopes = ownScopes } = body;
  const unknown = scopes.findIndex((scope) => !published.includes(scope));
  if (unknown >= 0) throw new Refusal("invalid", "This is no scope of the provider's.", { field: `scopes.${unknown}` });
  const expiresAt = body.expires_at === undefined ? null : new Date(body.expires_at);
  if (kind === "oauth_client") {
    const { clientId, clientSecret, credential } = await mintClient(ctx, { scopes, expiresAt });
    return { status: 201, body: { ...keyToWire(credential), kind, client_id: clientId, client_secret: clientSecret } };
  }
  const { key, credential } = await mintKey(ctx, { kind, scopes, expiresAt });
  return { status: 201, body: { ...keyToWire(credential), kind, secret_key: key } };
};
