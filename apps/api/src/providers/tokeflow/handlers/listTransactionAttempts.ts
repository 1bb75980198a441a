import { narrowedTo } from "../caller.ts";
import { envelope } from "../envelope.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/transactions.ts";
import { attemptToWire } from "../wire.ts";

export const listTransactionAttempts: Handler<"listTransactionAttempts"> = async ({ path }, ctx) => {
  const { id, attempts } = await get(ctx, path.id, narrowedTo(ctx.credential));
  const data = attempts.map((attempt) => attemptToWire(id, attempt));
  return { status: 200, body: envelope(data, ctx) };
};
