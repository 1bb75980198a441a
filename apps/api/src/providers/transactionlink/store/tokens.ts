import { query, sql } from "@understudy/database";
import { type Context, mintAll } from "@understudy/engine";
import { accessTokenLifeSeconds, endOf, lifeFrom, refreshTokenLifeSeconds } from "../rules/claims.ts";
import { signAccessToken, signRefreshToken } from "../token-signing.ts";
import { accessToken, refreshToken } from "./credentials.ts";
import { workspaceOf } from "./workspaces.ts";

/** What key and secret, or a refresh token, are exchanged for. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Writes both tokens and answers them in clear, once. */
export async function mintTokens(ctx: Context): Promise<Tokens> {
  const access = lifeFrom(ctx.now, accessTokenLifeSeconds);
  const refresh = lifeFrom(ctx.now, refreshTokenLifeSeconds);
  const tokens = {
    accessToken: await signAccessToken(await workspaceOf(ctx), access),
    refreshToken: await signRefreshToken(refresh),
  };
  await mintAll(ctx, [
    accessToken(tokens.accessToken, endOf(access)),
    refreshToken(tokens.refreshToken, endOf(refresh)),
  ]);
  await dropExpired(ctx);
  return tokens;
}

const firstYear = Date.parse("0001-01-01T00:00:00Z");

/**
 * Every process forgets what it remembers of a sandbox when a credential of it is deleted. So expired tokens stay until
 * one of them has been expired for as long as an access token lives, and then go all together: once in that time at most.
 */
async function dropExpired(ctx: Context): Promise<void> {
  // No time can be told that is before the first year.
  const longAgo = new Date(Math.max(ctx.now.getTime() - accessTokenLifeSeconds * 1000, firstYear));
  // As the index `credential_transactionlink_token` has it: of the many that are still good none is looked at.
  const own = sql`sandbox_id = ${ctx.sandbox.id} AND provider = 'transactionlink' AND kind IN ('access_token', 'refresh_token')`;
  await query(
    ctx.db,
    sql`
    DELETE FROM credential
    WHERE ${own} AND expires_at <= ${ctx.now}
      AND EXISTS (SELECT FROM credential WHERE ${own} AND expires_at <= ${longAgo})`,
  );
}
