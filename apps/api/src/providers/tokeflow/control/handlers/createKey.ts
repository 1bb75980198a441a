import { mintKey, scopes } from "../../store/keys.ts";
import type { Handler } from "../handler.ts";
import { holderOf } from "../key-holder.ts";
import { dateFromWire, keyToWire } from "../wire/objects.ts";

export const createKey: Handler<"createKey"> = async ({ body }, ctx) => {
  const { key, credential } = await mintKey(ctx, {
    caller: await holderOf(ctx, body),
    environment: body.environment ?? "test",
    scopes: body.scopes ?? scopes,
    expiresAt: dateFromWire(body.expires_at),
  });
  return { status: 201, body: { ...keyToWire(credential), key } };
};
