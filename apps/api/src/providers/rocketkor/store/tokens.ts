import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type CallContext, type Context, mint } from "@understudy/engine";
import { serviceAccountOf } from "../caller.ts";
import { businessOf } from "./business.ts";
import { accessToken, newAccessToken } from "./credentials.ts";
import { inTransaction } from "./in-transaction.ts";

interface Token {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** Writes a token of the service account whose key calls, and answers it in clear, once. */
export async function mintToken(ctx: CallContext): Promise<Token> {
  const { scopes } = ctx.credential;
  const { tokenLifetimeSeconds: expiresInSeconds } = await businessOf(ctx);
  const expiresAt = new Date(Math.min(ctx.now.getTime() + expiresInSeconds * 1000, lastTime));
  const token = newAccessToken();
  await inTransaction(ctx, async (held) => {
    await holdKey(held);
    await mint(held, accessToken(token, serviceAccountOf(ctx.credential), { scopes, expiresAt }));
  });
  await dropExpired(ctx);
  return { token, expiresInSeconds };
}

/** A service account that is deleted meanwhile gets none, and its deletion finds every token that was given before it. */
async function holdKey({ db, sandbox, credential }: CallContext): Promise<void> {
  const held = await query<unknown>(
    db,
    sql`SELECT id FROM credential
      WHERE id = ${credential.id} AND sandbox_id = ${sandbox.id} AND provider = 'rocketkor' AND revoked_at IS NULL
      FOR SHARE`,
  );
  if (held.length === 0) throw new Refusal("bad_credential", "The service account was deleted.");
}

/** The first and the last time that can be told. */
const firstTime = Date.parse("0001-01-01T00:00:00Z");
const lastTime = Date.parse("9999-12-31T23:59:59.999Z");
const keptMs = 30 * 60_000;

/**
 * Every process forgets what it remembers of a sandbox when a credential of it is deleted. So expired tokens stay until
 * one of them has been expired for half an hour, and then go all together: once in that time at most.
 */
async function dropExpired(ctx: Context): Promise<void> {
  const longAgo = new Date(Math.max(ctx.now.getTime() - keptMs, firstTime));
  // As the index `credential_rocketkor_token` has it: of the many that are still good none is looked at.
  const own = sql`sandbox_id = ${ctx.sandbox.id} AND provider = 'rocketkor' AND kind = 'access_token'`;
  await query(
    ctx.db,
    sql`
    DELETE FROM credential
    WHERE ${own} AND expires_at <= ${ctx.now} AND EXISTS (SELECT FROM credential WHERE ${own} AND expires_at <= ${longAgo})`,
  );
}
