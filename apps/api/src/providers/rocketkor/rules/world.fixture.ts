import { Refusal } from "@understudy/domain";
import { expect } from "vitest";
import type { FinancialAccount } from "./account.ts";
import { advance } from "./advancing.ts";
import { type Balances, place, posted } from "./ledger.fixture.ts";
import { bringIn } from "./ledger.ts";
import { outsideOpeningBalance } from "./outcomes.ts";
import { monday } from "./transaction.fixture.ts";
import type { Side, Sides, Transaction, TransactionChange, TransactionStatus } from "./transaction.ts";

const openStatuses: readonly TransactionStatus[] = ["NEW", "PENDING", "PROCESSING", "APPROVED"];

/** All that a store would keep of accounts and transactions, and what time it is. */
export class World {
  now = monday;
  readonly transactions: Transaction[] = [];
  #balances: Balances = new Map();
  readonly #accounts: ReadonlyMap<string, FinancialAccount>;

  /** Each account begins with as much as one outside. */
  constructor(accounts: readonly FinancialAccount[]) {
    this.#accounts = new Map(accounts.map((account) => [account.id, account]));
    for (const { id } of accounts) this.adjust(id, outsideOpeningBalance);
  }

  available(id: string): bigint {
    return this.#amountAt(id, "available");
  }

  sidesOf({ debitFinancialAccountId: debit, creditFinancialAccountId: credit }: Accounts): Sides {
    return { debit: this.#side(debit), credit: this.#side(credit) };
  }

  adjust(id: string, amount: bigint): void {
    // The control API refuses it too.
    if (this.available(id) + amount < 0n) return;
    this.#balances = posted(this.#balances, bringIn("adjust", id, { amount, currency: "USD" }));
  }

  /** Keeps a change of a transaction, or a new one; what is refused leaves everything as it is. */
  commit(act: () => TransactionChange, index = this.transactions.length): void {
    const change = unlessRefused(act);
    if (!change) return;
    const { transaction, postings, statuses } = change;
    expect(transaction.revision).toBe((this.transactions[index]?.revision ?? 0) + statuses.length);
    this.#balances = postings.reduce(posted, this.#balances);
    this.transactions[index] = transaction;
  }

  /** Timers go off in the order of their times; each of them twice, if a server dies at the wrong moment. */
  wait(minutes: number, { times = 1 } = {}): void {
    const until = new Date(this.now.getTime() + minutes * 60_000);
    for (let due = this.#nextDue(until); due; due = this.#nextDue(until)) {
      const { index, at } = due;
      this.now = at;
      for (let time = 0; time < times; time++) this.act(index, (transaction, sides) => advance(transaction, sides, at));
    }
    this.now = until;
  }

  act(index: number, change: (transaction: Transaction, sides: Sides) => TransactionChange): void {
    const transaction = this.transactions[index];
    if (transaction) this.commit(() => change(transaction, this.sidesOf(transaction)), index);
  }

  /** Nothing is lost, nothing is made, and what is held is exactly what open transactions have set aside. */
  check(): void {
    expect([...this.#balances.values()].reduce((sum, each) => sum + each, 0n)).toBe(0n);
    const isOpen = ({ status }: Transaction) => openStatuses.includes(status);
    expect(this.transactions.filter((each) => isOpen(each) !== (each.nextAt !== null))).toEqual([]);
    const holding = this.transactions.filter(({ isHeld }) => isHeld);
    expect(holding.filter((each) => !isOpen(each))).toEqual([]);
    const held = new Map<string, bigint>();
    for (const { debitFinancialAccountId: id, amount } of holding) held.set(id, (held.get(id) ?? 0n) + amount);
    for (const id of this.#accounts.keys()) expect(this.#amountAt(id, "held"), id).toBe(held.get(id) ?? 0n);
  }

  #nextDue(until: Date): { readonly index: number; readonly at: Date } | undefined {
    return [...this.transactions.entries()]
      .flatMap(([index, { nextAt }]) => (nextAt !== null && nextAt <= until ? [{ index, at: nextAt }] : []))
      .sort((one, other) => one.at.getTime() - other.at.getTime())[0];
  }

  #amountAt(id: string, bucket: "available" | "held"): bigint {
    return this.#balances.get(place(id, bucket, "USD")) ?? 0n;
  }

  #side(id: string): Side {
    const account = this.#accounts.get(id);
    if (!account) throw new Error(`There is no account ${id}.`);
    return { account, available: this.available(id) };
  }
}

type Accounts = Pick<Transaction, "debitFinancialAccountId" | "creditFinancialAccountId">;

function unlessRefused(act: () => TransactionChange): TransactionChange | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
