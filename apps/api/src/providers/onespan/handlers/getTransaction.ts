import { json } from "../answering.ts";
import type { Handler } from "../handler.ts";
import { homeOf } from "../reading.ts";
import { eventsOf } from "../store/events.ts";
import { readScene } from "../store/transactions.ts";
import { verificationsOf } from "../store/verifications.ts";
import { transactionToWire } from "../wire/transaction.ts";

export const getTransaction: Handler<"getTransaction"> = async ({ path, query }, ctx) => {
  const id = path.transaction_id;
  const [scene, events, verifications, home] = await Promise.all([
    readScene(ctx, id),
    eventsOf(ctx, id),
    isAsked(query.withVerifications) ? verificationsOf(ctx, id) : undefined,
    homeOf(ctx),
  ]);
  return json(ctx, transactionToWire(scene, home, { events, verifications }));
};

/** In whatever case; an empty value is none (OD-4). */
function isAsked(withVerifications: string | undefined): boolean {
  return withVerifications?.toLowerCase() === "true";
}
