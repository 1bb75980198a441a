import type { components } from "@understudy/contracts/rocketkor";
import type { components as Control } from "@understudy/contracts/rocketkor-control";
import { got, type Opened } from "./sandbox.ts";

type Schemas = components["schemas"];
export type Payment = Schemas["TransactionRequest"];
type Settings = Control["schemas"]["FinancialAccountSettings"];
type Posting = Control["schemas"]["Posting"];

/** $10.00 from the business to its customer's card, unless the changes say otherwise. */
export function paymentIn({ businessAccountId, customerAccountId }: Opened, changes: Partial<Payment> = {}): Payment {
  return {
    ...{ debitFinancialAccountId: businessAccountId, creditFinancialAccountId: customerAccountId },
    ...{ transactionType: "SEND", solution: "push-to-card", currency: "USD", amount: "10.00" },
    paymentReasonId: "payment-of-rebates",
    ...changes,
  };
}

/** What makes a payment one to the customer's account at a bank. */
export function toBank({ customerBankAccountId }: Opened, solution: "ach" | "wire" = "ach"): Partial<Payment> {
  const behind =
    solution === "ach" ? { metadata: { rkorACHEntryType: "PPD" as const } } : { description: "Rent for May" };
  return { creditFinancialAccountId: customerBankAccountId, solution, settlementPriority: "SAME_DAY", ...behind };
}

/** Turns a payment around, so that the customer pays the business. */
export function requested(payment: Payment): Payment {
  const { debitFinancialAccountId: debit, creditFinancialAccountId: credit } = payment;
  return {
    ...payment,
    transactionType: "REQUEST",
    debitFinancialAccountId: credit,
    creditFinancialAccountId: debit,
  };
}

/** Shortcuts to move money, to see where it is, and to play the banks. */
export function moneyOf(world: Opened) {
  const { api, portal, path, send } = world;
  const account = (financialAccountId: string) => ({ path: { ...path, financialAccountId } });
  const transaction = (transactionId: string) => ({ path: { ...path, transactionId } });
  const pay = async (payment: Payment) => got(await api.createTransaction({ body: payment }));
  return {
    pay,
    /** What POST /v1/transactions answers to anything. */
    askToPay: (json: unknown, key?: string) =>
      send("POST", "/v1/transactions", { json, ...(key !== undefined && { headers: { "Idempotency-Key": key } }) }),
    transactionOf: async (transactionId: string) => got(await api.getTransaction({ path: { transactionId } })),
    /** `STATUS` or `STATUS: message`, oldest first. */
    statusesOf: async (transactionId: string) =>
      got(await api.listTransactionStatuses({ path: { transactionId } }))
        .map(({ status, message }) => (message === undefined ? status : `${status}: ${message}`))
        .toReversed(),
    cancelPayment: (transactionId: string) => send("DELETE", `/v1/transactions/${transactionId}`),
    /** `<available> <held>` */
    async balanceOf(financialAccountId: string) {
      const { balances } = got(await portal.getFinancialAccount(account(financialAccountId)));
      return `${balances.available} ${balances.held}`;
    },
    /** As the provider tells it. */
    async embeddedBalances(financialAccountId: string) {
      const query = { embed: "balances" } as const;
      return got(await api.getFinancialAccount({ path: { financialAccountId }, query }))._embedded?.balances;
    },
    adjust: async (financialAccountId: string, amount: string) =>
      portal.adjustBalance({ ...account(financialAccountId), body: { amount } }),
    set: async (financialAccountId: string, changes: Partial<Settings>) =>
      got(
        await portal.setFinancialAccount({
          ...account(financialAccountId),
          body: { state: "ACTIVE", outcome: "approve", ...changes },
        }),
      ),
    /** Another account of the business, with so much in it. */
    open: async (opening_balance: string, currency: "USD" | "CAD" = "USD") =>
      got(await portal.createBusinessFinancialAccount({ path, body: { name: "Rebates", currency, opening_balance } }))
        .id,
    settleNow: (transactionId: string, outcome?: "settled" | "declined" | "error") =>
      portal.settleTransaction({ ...transaction(transactionId), body: outcome ? { outcome } : {} }),
    reverse: (transactionId: string) =>
      portal.reverseTransaction({ ...transaction(transactionId), body: { reason: "DUPLICATE_PAYMENT" } }),
    /** Oldest first. */
    postingsOf: async (transaction_id: string) =>
      got(await portal.listPostings({ path, query: { transaction_id } })).data.toReversed(),
    /** Another account of the customer: at a bank by how its number ends, or else a card. */
    addBankAccount: async (accountNumber: string, changes: Partial<Schemas["ExternalBankAccountRequest"]> = {}) =>
      got(await api.createExternalBankAccount({ body: bankAccountIn(world, accountNumber, changes) })).id,
    addCard: async (cardNumber: string) => got(await api.createExternalCard({ body: cardIn(world, cardNumber) })).id,
  };
}

/** `hold: -10.00 business available, 10.00 business held`: what was booked, with names for the accounts. */
export function told({ kind, entries }: Posting, names: Readonly<Record<string, string>>): string {
  const lines = entries.map(({ financial_account_id: id, bucket, amount }) => {
    return `${amount} ${id === null ? "" : `${names[id] ?? id} `}${bucket}`;
  });
  return `${kind}: ${lines.join(", ")}`;
}

const address = {
  addressLine1: "1 Harbour Street",
  city: "Albany",
  stateCode: "NY",
  countryCode: "USA",
  postalCode: "12207",
};

function bankAccountIn(
  { customerId }: Opened,
  accountNumber: string,
  changes: Partial<Schemas["ExternalBankAccountRequest"]>,
): Schemas["ExternalBankAccountRequest"] {
  return {
    ...({ name: "Another account", accountHolderType: "CUSTOMER", subtype: "CHECKING" } as const),
    accountHolderId: customerId,
    bankAccount: { bankName: "Harbour Bank", routingNo: "011000015", accountNumber, billingAddress: address },
    ...changes,
  };
}

function cardIn({ customerId }: Opened, cardNumber: string): Schemas["ExternalCardRequest"] {
  return {
    ...({ name: "Another card", accountHolderType: "CUSTOMER", subtype: "DEBIT" } as const),
    accountHolderId: customerId,
    card: { firstName: "John", lastName: "Doe", cardNumber, expiry: "2035-12" },
  };
}
