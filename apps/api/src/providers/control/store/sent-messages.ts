import type { Context, MessageSpec } from "@understudy/engine";
import { type Page, sequenceFrom } from "../../../page.ts";

export interface SentMessageFilter {
  readonly subject?: string | undefined;
  readonly to?: string | undefined;
}

/** What a provider sent to a phone. */
export interface SentMessage extends Required<MessageSpec> {
  /** When it was written, by the sandbox's clock. */
  readonly at: Date;
  readonly status: "kept" | "queued" | "sent" | "failed";
  /** Why the gateway did not take it. */
  readonly error: string | null;
  readonly sequence: bigint;
}

/** A page of messages, newest first, written before the one at the cursor. */
export async function list(
  ctx: Context,
  { subject, to }: SentMessageFilter,
  { limit, cursor }: Page,
): Promise<SentMessage[]> {
  const before = cursor === undefined ? {} : { sequence: { lt: sequenceFrom(cursor) } };
  const rows = await ctx.db.message.findMany({
    where: { sandboxId: ctx.sandbox.id, subject, to, ...before },
    orderBy: { sequence: "desc" },
    take: limit,
  });
  // The engine alone writes messages and what becomes of them.
  return rows.map((row) => ({ ...row, channel: row.channel as "SMS", status: row.status as SentMessage["status"] }));
}
