import { json } from "../answering.ts";
import type { Handler } from "../handler.ts";
import { readScene } from "../store/transactions.ts";
import { verificationsOf } from "../store/verifications.ts";
import { resultsToWire } from "../wire/verification/results.ts";

export const getTransactionVerification: Handler<"getTransactionVerification"> = async ({ path }, ctx) => {
  const { transaction } = await readScene(ctx, path.transaction_id);
  return json(ctx, resultsToWire(transaction.id, await verificationsOf(ctx, transaction.id)));
};
