import { describeCard } from "../../rules/card.ts";
import { create } from "../../store/cards.ts";
import type { Handler } from "../handler.ts";
import { cardToWire } from "../wire/objects.ts";

export const createCard: Handler<"createCard"> = async ({ body = {} }, ctx) => {
  const expiry = { month: body.expiry_month ?? 12, year: body.expiry_year ?? ctx.now.getUTCFullYear() + 3 };
  const card = await create(ctx, describeCard(ctx.now, body.number, expiry));
  return { status: 201, body: cardToWire(card) };
};
