import { done } from "@understudy/conformance";
import { business, founded, type Sandbox, type Schemas } from "./given.ts";

export type Payment = Schemas["TransactionRequest"];
type Given = Pick<Sandbox, "credential">;

/** A rebate to a card, which is there at once. */
export function push(sandbox: Given): Payment {
  const { operatingAccount, card } = founded(sandbox);
  return {
    ...{ debitFinancialAccountId: operatingAccount, creditFinancialAccountId: card, transactionType: "SEND" },
    ...{ solution: "push-to-card", paymentReasonId: "payment-of-rebates", amount: 256.25, currency: "USD" },
  };
}

/** A loan to a bank account, with all that can be said of a payment. */
export function ach(sandbox: Given): Payment {
  const { bankAccount, customerId } = founded(sandbox);
  return {
    ...{ ...push(sandbox), creditFinancialAccountId: bankAccount, solution: "ach", settlementPriority: "NEXT_DAY" },
    ...{ paymentReasonId: "loan-payouts", amount: "1000.00", description: "Loan 20417", memo: "The first of two" },
    metadata: { rkorACHEntryType: "PPD", loan: "20417" },
    ...{ initiatorAccountHolderId: customerId, externalTransactionInitiatorId: "EMP-20417" },
  };
}

/** The same by wire. */
export function wire(sandbox: Given): Payment {
  const { metadata: _, ...payment } = ach(sandbox);
  return { ...payment, solution: "wire", settlementPriority: "SAME_DAY" };
}

/** The other way round: the customer pays the business from the bank account. */
export function moneyBack(sandbox: Given): Payment {
  const payment = ach(sandbox);
  const { debitFinancialAccountId: business, creditFinancialAccountId: customer } = payment;
  return {
    ...{ ...payment, transactionType: "REQUEST", settlementPriority: "SAME_DAY", amount: 0.1 },
    ...{ debitFinancialAccountId: customer, creditFinancialAccountId: business },
  };
}

/** The same from the card, at once. */
export function charge(sandbox: Given): Payment {
  const { operatingAccount, card } = founded(sandbox);
  return {
    ...{ ...push(sandbox), transactionType: "REQUEST", memo: "Thank you", metadata: { order: "7" } },
    ...{ debitFinancialAccountId: card, creditFinancialAccountId: operatingAccount },
  };
}

/** Payments of every kind that there is. */
export function payments(sandbox: Given): readonly Payment[] {
  const { settlementPriority: _, ...unhurried } = ach(sandbox);
  return [push(sandbox), charge(sandbox), ach(sandbox), unhurried, moneyBack(sandbox), wire(sandbox)];
}

/** Where a new payment is; one that takes its time, unless another is wanted. */
export async function givenPayment(sandbox: Pick<Sandbox, "client" | "credential">, body = wire(sandbox)) {
  const { id: transactionId } = await done(business(sandbox).createTransaction({ body }));
  return { transactionId };
}
