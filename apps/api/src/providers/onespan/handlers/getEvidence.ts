import { pdf } from "../answering.ts";
import type { Handler } from "../handler.ts";
import { readEvidence } from "../reading.ts";

export const getEvidence: Handler<"getEvidence"> = async ({ path }, ctx) => {
  return pdf(await readEvidence(ctx, path.transaction_id));
};
