import { chance } from "../../rules/chance.ts";
import { decide } from "../../rules/routing.ts";
import { requireToken } from "../../store/cards.ts";
import { get } from "../../store/merchants.ts";
import { routingOf } from "../../store/routing.ts";
import type { Handler } from "../handler.ts";
import { explanationToWire, factsFromWire } from "../wire/routing.ts";

export const explainRouting: Handler<"explainRouting"> = async ({ path, body }, ctx) => {
  const merchant = await get(ctx, path.merchantId);
  const card = body.card_ciphertext_id === undefined ? null : await requireToken(ctx, body.card_ciphertext_id);
  const { tree, connectors } = await routingOf(ctx, merchant.id);
  // The draw that the next transaction would take; only taking it counts it.
  const draw = Number(merchant.draws) + 1;
  const decision = decide(tree, connectors, factsFromWire(body, card), chance(merchant.seed, draw));
  return { status: 200, body: explanationToWire(decision, draw) };
};
