import { pdf } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { readEvidence } from "../transactions/reading.ts";

export const getEvidence: Handler<"getEvidence"> = async ({ path }, ctx) => {
  return pdf(await readEvidence(ctx, path.transaction_id));
};
