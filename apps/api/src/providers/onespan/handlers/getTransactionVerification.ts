import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { readWhole } from "../store/whole.ts";
import { resultsToWire } from "../wire/verification/results.ts";

export const getTransactionVerification: Handler<"getTransactionVerification"> = async ({ path }, ctx) => {
  const { scene, verifications } = await readWhole(ctx, path.transaction_id);
  return json(ctx, resultsToWire(scene.transaction.id, verifications));
};
