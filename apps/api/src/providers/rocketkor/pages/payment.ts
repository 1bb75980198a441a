import { minorUnits } from "../rules/money.ts";
import { paymentReasonOf } from "../rules/payment-reasons.ts";
import { timelineOf } from "../rules/settlement.ts";
import type { Parameters } from "../rules/step.ts";
import type { Transaction } from "../rules/transaction.ts";
import type { Workflow } from "../rules/workflow.ts";
import { moment, money } from "./format.ts";
import type { Occasion } from "./occasion.ts";
import { texts } from "./texts.ts";

/** The movement that a workflow is for, in the customer's words. */
export interface Payment {
  /** Whether the customer receives the money, rather than paying it. */
  readonly isReceived: boolean;
  readonly amount: string;
}

/** Undefined where no money moves. */
export function paymentOf({ parameters }: Pick<Workflow, "parameters">): Payment | undefined {
  const { transactionType, amount, currency } = parameters;
  if (!transactionType || amount === undefined || !currency) return undefined;
  return { isReceived: transactionType === "SEND", amount: money(minorUnits(amount) ?? 0n, currency) };
}

/** `receive` or `pay` as a sentence with the amount and the business. */
export function inWords(words: Pick<typeof texts.asks, "receive" | "pay">, payment: Payment, business: string): string {
  return payment.isReceived ? words.receive(payment.amount, business) : words.pay(payment.amount, business);
}

export function methodOf({ solution, priority = "IMMEDIATE", transactionType }: Parameters): string {
  const { methods } = texts;
  if (solution === "wire") return methods.wire;
  if (solution === "ach") return methods.ach[priority];
  return transactionType === "SEND" ? methods.toCard : methods.fromCard;
}

/** When the money would be there if the customer confirmed now. */
export function expectedIf({ solution, priority = "IMMEDIATE", transactionType }: Parameters, now: Date): string {
  if (!solution || !transactionType || solution === "push-to-card") return texts.review.atOnce;
  const end = timelineOf({ solution, priority, transactionType, createdAt: now }).at(-1);
  return end ? texts.review.by(moment(end.at)) : "";
}

export function reasonOf({ paymentReasonId = "" }: Parameters): string {
  return paymentReasonOf(paymentReasonId)?.description ?? paymentReasonId;
}

/** What has become of the money, in a line. */
export function statusText(transaction: Transaction, business: string): string {
  const { statuses } = texts;
  const at = moment(transaction.statusAt);
  switch (transaction.status) {
    case "SETTLED":
      return statuses.settled(at);
    case "CLEARED":
      return statuses.cleared(at);
    case "DECLINED":
    case "ERROR":
      return statuses.failed(transaction.statusMessage);
    case "CANCELLED":
      return statuses.cancelled(business);
    case "REVERSED":
      return statuses.reversed(at);
    default: {
      const end = timelineOf(transaction).at(-1);
      return statuses.onItsWay(end ? moment(end.at) : null);
    }
  }
}

/** Above the form for an account: which one, and what for. */
export function accountWords({ scene: { workflow }, business }: Occasion): {
  readonly title: string;
  readonly lead: string;
} {
  const { account: words } = texts;
  const payment = paymentOf(workflow);
  const use = payment?.isReceived ? words.receiving : words.paying;
  return {
    title: words.title(accountKind(workflow)),
    lead: payment ? use(payment.amount) : words.lead(business.name),
  };
}

/** `debit card` */
export function accountKind({ parameters }: Pick<Workflow, "parameters">): string {
  return texts.accountKinds[parameters.financialAccountSubType ?? "CHECKING"];
}
