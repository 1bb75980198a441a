import type { TimerHandler } from "@understudy/engine";
import { lapse } from "./rules/lifecycle.ts";
import { commit, get } from "./store/transactions.ts";

/** Ends a wait that is over: a payment that did not come expires, an authorization that nobody captured is released. */
export const lapseTransaction: TimerHandler = async (ctx, id) => {
  const transaction = await get(ctx, id, undefined);
  const lapsed = lapse(transaction, ctx.now);
  if (lapsed) await commit(ctx, transaction, lapsed);
};
