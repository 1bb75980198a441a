import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type CallContext, type Context, mint as mintCredential } from "@understudy/engine";
import { endOf, signToken, tokenLifeSeconds } from "../access-token.ts";
import { type CredentialKind, clientIdOf } from "../caller.ts";
import * as accounts from "./accounts.ts";
import { patience } from "./patience.ts";
import * as signingKeys from "./signing-keys.ts";

const kind: CredentialKind = "access_token";

/**
 * Writes an access token of the client that asks and answers it in clear, once: like any key it is known again by its
 * hash, not by its signature.
 */
export async function mint(ctx: CallContext, scopes: readonly string[]): Promise<string> {
  const [{ clientId: accountId, entityId }, key] = await Promise.all([accounts.get(ctx), signingKeys.get(ctx)]);
  const [issuedAt, clientId] = [ctx.now, clientIdOf(ctx.credential)];
  const token = await signToken({ clientId, accountId, entityId, scopes, issuedAt }, key);
  const names = { provider: "checkout", kind, secret: token, attributes: { clientId } };
  await ctx.db.$transaction(
    async (db) => {
      await holdClient({ ...ctx, db });
      await mintCredential({ ...ctx, db }, { ...names, scopes, expiresAt: endOf({ issuedAt }) });
    },
    { ...patience },
  );
  await dropExpired(ctx);
  return token;
}

/** A client that is revoked meanwhile gets none, and a revocation finds every token that was given before it. */
async function holdClient({ db, credential }: CallContext): Promise<void> {
  const held = await query<unknown>(
    db,
    sql`SELECT id FROM credential WHERE id = ${credential.id} AND revoked_at IS NULL FOR SHARE`,
  );
  if (held.length === 0) throw new Refusal("bad_credential", "The client was revoked.");
}

const firstYear = Date.parse("0001-01-01T00:00:00Z");

/**
 * Every process forgets what it remembers of a sandbox when a credential of it is deleted. So expired tokens stay until
 * one of them has been expired for as long as a token lives, and then go all together: once in that time at most.
 */
async function dropExpired(ctx: Context): Promise<void> {
  // No time can be told that is before the first year.
  const before = (lives: number) => new Date(Math.max(ctx.now.getTime() - lives * tokenLifeSeconds * 1000, firstYear));
  const own = sql`sandbox_id = ${ctx.sandbox.id} AND provider = 'checkout' AND kind = ${kind}`;
  await query<unknown>(
    ctx.db,
    sql`
    DELETE FROM credential
    WHERE ${own} AND created_at <= ${before(1)} AND expires_at <= ${ctx.now}
      AND EXISTS (SELECT FROM credential WHERE ${own} AND created_at <= ${before(2)} AND expires_at <= ${before(1)})`,
  );
}
