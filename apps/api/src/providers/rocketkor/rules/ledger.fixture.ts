import type { Bucket, PostingSpec } from "./ledger.ts";
import type { Currency } from "./money.ts";

/** How much lies where, by `account:bucket:currency`. */
export type Balances = ReadonlyMap<string, bigint>;

export function place(accountId: string | null, bucket: Bucket, currency: Currency): string {
  return `${accountId ?? "world"}:${bucket}:${currency}`;
}

/** The balances after a posting. Throws for what no ledger may hold. */
export function posted(balances: Balances, { kind, currency, entries }: PostingSpec): Balances {
  const sum = entries.reduce((total, { amount }) => total + amount, 0n);
  if (sum !== 0n) throw new Error(`A ${kind} sums to ${sum}.`);
  const next = new Map(balances);
  for (const { accountId, bucket, amount } of entries) {
    if ((accountId === null) !== (bucket === "world")) throw new Error(`A ${kind} writes ${accountId} ${bucket}.`);
    const key = place(accountId, bucket, currency);
    next.set(key, (next.get(key) ?? 0n) + amount);
  }
  const below = [...next].find(([key, amount]) => amount < 0n && !key.includes(":world:"));
  if (below) throw new Error(`A ${kind} leaves ${below.join(" at ")}.`);
  return next;
}
