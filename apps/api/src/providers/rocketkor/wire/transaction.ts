import type { components } from "@understudy/contracts/rocketkor";
import { decimalText } from "../rules/money.ts";
import { paymentReasonOf } from "../rules/payment-reasons.ts";
import type { StatusEntry, Transaction } from "../rules/transaction.ts";
import type { TransactionRequest } from "../transacting.ts";
import { time } from "./time.ts";

type Schemas = components["schemas"];

export function requestFrom(body: Schemas["TransactionRequest"]): TransactionRequest {
  const { settlementPriority = "IMMEDIATE", solution } = body;
  return {
    transactionType: body.transactionType,
    solution,
    priority: solution === "push-to-card" ? "IMMEDIATE" : settlementPriority,
    amount: body.amount,
    currency: body.currency,
    debitFinancialAccountId: body.debitFinancialAccountId.toLowerCase(),
    creditFinancialAccountId: body.creditFinancialAccountId.toLowerCase(),
    paymentReasonId: body.paymentReasonId,
    description: body.description ?? null,
    memo: body.memo ?? null,
    metadata: body.metadata ?? null,
    initiatorAccountHolderId: body.initiatorAccountHolderId?.toLowerCase() ?? null,
    externalTransactionInitiatorId: body.externalTransactionInitiatorId ?? null,
  };
}

export function transactionToWire(transaction: Transaction, businessAccountId: string): Schemas["Transaction"] {
  const { id, metadata, description, memo, paymentReasonId, priority, createdAt, createdBy } = transaction;
  const { initiatorAccountHolderId: initiator, externalTransactionInitiatorId: external } = transaction;
  const { status, statusMessage, statusAt } = transaction;
  return {
    id,
    businessAccountId,
    ...(metadata && { metadata: { ...metadata } }),
    debitFinancialAccountId: transaction.debitFinancialAccountId,
    creditFinancialAccountId: transaction.creditFinancialAccountId,
    transactionType: transaction.transactionType,
    solution: transaction.solution,
    paymentReasonId,
    paymentReason: paymentReasonOf(paymentReasonId)?.description ?? paymentReasonId,
    amount: decimalText(transaction.amount),
    currency: transaction.currency,
    settlementPriority: priority,
    ...(description !== null && { description }),
    ...(memo !== null && { memo }),
    ...(initiator !== null && { initiatorAccountHolderId: initiator }),
    ...(external !== null && { externalTransactionInitiatorId: external }),
    createdAt: time(createdAt),
    createdBy,
    latestStatus: { status, ...(statusMessage !== null && { message: statusMessage }), createdAt: time(statusAt) },
  };
}

export function statusToWire({
  status,
  message,
  createdBy,
  createdAt,
}: StatusEntry): Schemas["TransactionStatusEntry"] {
  return { status, ...(message !== null && { message }), createdBy, createdAt: time(createdAt) };
}
