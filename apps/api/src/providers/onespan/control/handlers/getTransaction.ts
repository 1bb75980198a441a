import type { Handler } from "../handler.ts";
import { seenTransaction } from "../seeing.ts";

export const getTransaction: Handler<"getTransaction"> = async ({ path }, ctx) => {
  return { status: 200, body: await seenTransaction(ctx, path.transactionId) };
};
