import type { Fault } from "@understudy/domain";
import type { Actor } from "./actor.ts";
import { expiryProblem } from "./card-number.ts";
import type { Currency } from "./money.ts";
import type { AccountOutcome } from "./outcomes.ts";
import type { Solution, TransactionType } from "./transaction.ts";

/** Held at an institution outside, at a third party that the platform operates, or in the platform's own ledger. */
export type AccountCategory = "EXTERNAL" | "INTEGRATED" | "INTERNAL";

type AccountType = "BANK" | "CARD";

export type AccountState = "ACTIVE" | "SUSPENDED" | "PENDING";

export type HolderType = "BUSINESS_ACCOUNT" | "CUSTOMER" | "RECIPIENT";

export interface BillingAddress {
  /** One to three. */
  readonly lines: readonly string[];
  readonly city: string;
  readonly stateCode: string | null;
  readonly countryCode: string;
  readonly postalCode: string | null;
}

export interface BankDescription {
  readonly bankName: string | null;
  readonly maskedRoutingNumber: string | null;
  readonly nameOnAccount: string | null;
  readonly businessName: string | null;
}

export interface CardDescription {
  /** `visa`, `mastercard` … */
  readonly scheme: string;
  /** `yyyy-MM` */
  readonly expiry: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
}

/** Where money is. Of numbers it keeps only what may be shown. */
export interface FinancialAccount {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly category: AccountCategory;
  readonly type: AccountType;
  /** `CHECKING`, `SAVING`, `DEBIT`, `CREDIT`; null where an account of the ledger has none. */
  readonly subtype: string | null;
  readonly defaultFlag: boolean;
  readonly currency: Currency;
  readonly accountHolderId: string;
  readonly accountHolderType: HolderType;
  readonly state: AccountState;
  readonly stateAt: Date;
  readonly previousState: AccountState | null;
  readonly previousStateAt: Date | null;
  /** `******4523` */
  readonly maskedNumber: string;
  /** `4523` */
  readonly tail: string;
  /** Stands for the number, which nobody keeps. */
  readonly token: string;
  readonly outcome: AccountOutcome;
  /** Null for a card. */
  readonly bank: BankDescription | null;
  /** Null for a bank account. */
  readonly card: CardDescription | null;
  readonly billingAddress: BillingAddress | null;
  readonly createdBy: Actor;
  readonly createdAt: Date;
  readonly updatedBy: Actor;
  readonly updatedAt: Date;
}

/** Whose balance the platform keeps itself; an outside account's is its bank's business. */
export function isInside({ category }: Pick<FinancialAccount, "category">): boolean {
  return category !== "EXTERNAL";
}

/** What has to be known of an account to judge whether money may move from or to it. */
export interface MovingAccount
  extends Pick<
    FinancialAccount,
    "id" | "name" | "category" | "type" | "subtype" | "currency" | "state" | "accountHolderId" | "accountHolderType"
  > {
  /** Null where it has none. */
  readonly billingAddress: object | null;
  /** Null where it is none. */
  readonly card: Pick<CardDescription, "expiry"> | null;
}

export interface Move {
  readonly transactionType: TransactionType;
  readonly solution: Solution;
  readonly currency: Currency;
  /** When the money is to move. */
  readonly now: Date;
}

/** The fields that name the two accounts; those of a workflow, unless somebody else asks. */
const workflowFields = { business: "baFinancialAccountId", customer: "customerFinancialAccountId" };

/**
 * Why money may not move so between the two accounts. The customer's is null as long as nobody knows it. Messages go on
 * after the field's name.
 */
export function faultsOfMove(
  move: Move,
  business: MovingAccount,
  customer: MovingAccount | null,
  customersStatus: string | null,
  fields: Readonly<Record<"business" | "customer", string>> = workflowFields,
): readonly Fault[] {
  const atBusiness = faultsOf(fields.business, [
    business.accountHolderType !== "BUSINESS_ACCOUNT" && [unusable, "must be an account of the business itself"],
    ...commonFaults(move, business),
    business.type !== "BANK" &&
      move.solution !== "push-to-card" && [mismatched, `must be a bank account for ${move.solution}`],
  ]);
  if (customer === null) return atBusiness;
  const atCustomer = faultsOf(fields.customer, [
    customer.accountHolderType !== "CUSTOMER" && [unusable, "must be an account of a customer"],
    customersStatus !== null &&
      customersStatus !== "ACTIVE" && [
        unusable,
        `belongs to a customer who is ${customersStatus}; only an ACTIVE customer can take part`,
      ],
    ...commonFaults(move, customer),
    typeFault(move, customer),
    lacksAddress(move, customer) && [
      unusable,
      "has no billing address, which a wire needs; add the account again with a billingAddress",
    ],
  ]);
  return [...atBusiness, ...atCustomer];
}

type Found = readonly [rule: string, message: string];

const unusable = "RESOURCE_NOT_USABLE";
const mismatched = "SOLUTION_NOT_SUPPORTED";

function faultsOf(field: string, found: readonly (Found | false)[]): readonly Fault[] {
  return found.filter((each) => each !== false).map(([rule, message]) => ({ field, rule, message }));
}

function commonFaults({ currency, now }: Move, account: MovingAccount): readonly (Found | false)[] {
  const { card } = account;
  return [
    account.state !== "ACTIVE" && [unusable, `is ${account.state}; only an ACTIVE account can be used`],
    card !== null &&
      expiryProblem(card.expiry, now) !== undefined && [
        unusable,
        `is a card that was good until ${card.expiry}; it has expired, so add the new one`,
      ],
    account.currency !== currency && ["CURRENCY_MISMATCH", `is in ${account.currency}, but currency is ${currency}`],
  ];
}

/** Cards are reached by pushing alone, and nothing else is (providers/rocketkor.md OD-24). */
function typeFault({ transactionType, solution }: Move, { type }: MovingAccount): Found | false {
  const act = transactionType === "SEND" ? "pay to" : "take from";
  if (solution === "push-to-card")
    return type !== "CARD" && [mismatched, `is a bank account, which push-to-card cannot ${act}; use ach or wire`];
  return type !== "BANK" && [mismatched, `is a card, which ${solution} cannot ${act}; use push-to-card`];
}

/** A bank outside wants to know where a wire's party lives (providers/rocketkor.md 4.15). */
function lacksAddress({ solution }: Move, account: MovingAccount): boolean {
  return solution === "wire" && account.type === "BANK" && !isInside(account) && account.billingAddress === null;
}
