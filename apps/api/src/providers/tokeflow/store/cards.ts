import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { ChargedCard } from "../rules/acquirer.ts";
import type { CardDescription } from "../rules/card.ts";
import type { CardSource } from "../rules/creation.ts";

/** What a `tok_…` stands for; the row never changes. */
export interface TokenizedCard extends CardDescription {
  readonly token: string;
  readonly expiresAt: Date;
}

/** A card that can be charged, from wherever it is known. */
export interface KnownCard extends ChargedCard {
  readonly last4: string;
  /** Whose stored card it is; a token is nobody's. */
  readonly customerId?: string | null;
}

/** Milliseconds that a token may wait for its charge (providers/tokeflow.md 9.10). */
const tokenLifetimeMs = 15 * 60 * 1000;

export async function create(ctx: Context, card: CardDescription): Promise<TokenizedCard> {
  const tokenized = {
    ...card,
    token: ctx.newId("tok"),
    expiresAt: new Date(ctx.now.getTime() + tokenLifetimeMs),
  };
  await ctx.db.tokeflowCard.create({ data: { ...tokenized, sandboxId: ctx.sandbox.id, createdAt: ctx.now } });
  ctx.facts.set(tokenized.token, tokenized);
  return tokenized;
}

/** The card that a charge names: a token that has not lapsed, or a stored card of the merchant. */
export async function load(ctx: Context, source: CardSource, merchantId: string): Promise<KnownCard> {
  return source.kind === "token" ? loadToken(ctx, source.token) : loadInstrument(ctx, source.id, merchantId);
}

/** The card of a charge that was made with it, whatever has become of its token or instrument since. */
export async function cardOf(
  ctx: Context,
  { cardToken, paymentInstrumentId }: { cardToken: string | null; paymentInstrumentId: string | null },
): Promise<KnownCard | null> {
  if (cardToken !== null) return (await findToken(ctx, cardToken)) ?? null;
  if (paymentInstrumentId === null) return null;
  const where = { sandboxId_id: { sandboxId: ctx.sandbox.id, id: paymentInstrumentId } };
  return ctx.db.tokeflowPaymentInstrument.findUnique({ where });
}

async function loadToken(ctx: Context, token: string): Promise<KnownCard> {
  const card = await requireToken(ctx, token);
  if (ctx.now >= card.expiresAt)
    throw new Refusal("expired", "This card token has expired: tokens are good for 15 minutes.", {
      field: "card_ciphertext_id",
    });
  return card;
}

/** What a token stands for, lapsed or spent ones too. */
export async function requireToken(ctx: Context, token: string): Promise<TokenizedCard> {
  const card = await findToken(ctx, token);
  // The refusal does not repeat the token.
  if (!card) throw new Refusal("invalid", "There is no such card token.", { field: "card_ciphertext_id" });
  return card;
}

export async function findToken(ctx: Context, token: string): Promise<TokenizedCard | undefined> {
  // Nobody else sets facts under a token.
  const known = ctx.facts.get(token) as TokenizedCard | undefined;
  if (known) return known;
  const row = await ctx.db.tokeflowCard.findUnique({
    where: { sandboxId_token: { sandboxId: ctx.sandbox.id, token } },
  });
  if (!row) return undefined;
  const card = row as unknown as TokenizedCard;
  ctx.facts.set(token, card);
  return card;
}

async function loadInstrument(ctx: Context, id: string, merchantId: string): Promise<KnownCard> {
  const instrument = await ctx.db.tokeflowPaymentInstrument.findFirst({
    where: { sandboxId: ctx.sandbox.id, id, merchantId, deletedAt: null },
  });
  if (!instrument)
    throw new Refusal("invalid", `There is no payment instrument ${id}.`, { field: "payment_instrument_id" });
  return instrument;
}
