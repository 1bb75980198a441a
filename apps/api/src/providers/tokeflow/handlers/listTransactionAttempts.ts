import { narrowedTo } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/transactions.ts";
import { envelope } from "../wire/envelope.ts";
import { attemptToWire } from "../wire/transaction.ts";

export const listTransactionAttempts: Handler<"listTransactionAttempts"> = async ({ path }, ctx) => {
  const { id, attempts } = await get(ctx, path.id, narrowedTo(ctx.credential));
  const data = attempts.map((attempt) => attemptToWire(id, attempt));
  return { status: 200, body: envelope(data, ctx) };
};
