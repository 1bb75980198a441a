import type { FinancialAccount, HolderType } from "./account.ts";
import { internal } from "./actor.ts";
import type { Individual } from "./customer.ts";
import type { Currency } from "./money.ts";
import {
  externalBankAccount,
  externalCard,
  type GivenBankAccount,
  type GivenCard,
  insideAccount,
} from "./new-account.ts";

/** Minor units that each account of the business begins with. */
export const businessOpeningBalance = 10_000_000n;

/** What holds in a new sandbox until somebody sets it otherwise (providers/rocketkor.md OD-2, OD-19, OD-22). */
export const firstSettings = {
  name: "Harbour Trading",
  expireInHours: 2160,
  reminderIntervalHours: 24,
  tokenLifetimeSeconds: 1800,
} as const;

export interface FoundedIds {
  readonly businessAccountId: string;
  readonly businessFinancialAccountId: string;
  readonly businessFinancialAccountIdCad: string;
  readonly customerId: string;
  readonly customerFinancialAccountId: string;
  readonly customerBankAccountId: string;
}

/** Whom the seed's sample sends a rebate to. */
export function firstCustomer({ customerId: id }: FoundedIds, now: Date): Individual {
  return {
    ...{ type: "INDIVIDUAL", id, status: "ACTIVE", statusAt: now, previousStatus: null, previousStatusAt: null },
    ...{ externalId: null, salutation: null, firstName: "John", middleName: null, lastName: "Doe", dateOfBirth: null },
    primaryPhoneNumber: { number: "+16471234567", type: "MOBILE" },
    primaryEmail: "john.doe@example.com",
    ...{ homePhoneNumber: null, workPhoneNumber: null, addresses: [], metadata: null },
    ...{ createdBy: internal, createdAt: now, updatedBy: internal, updatedAt: now },
  };
}

/** Two of the business, whose money is inside, and of its customer a card and an account at a bank that a wire can reach. */
export function firstAccounts(ids: FoundedIds, token: () => string, now: Date): readonly FinancialAccount[] {
  const making = (id: string) => ({ id, token: token(), by: internal, now });
  const ofBusiness = (id: string, name: string, currency: Currency, accountNumber: string) =>
    insideAccount(
      {
        name,
        currency,
        ...holder(ids.businessAccountId, "BUSINESS_ACCOUNT"),
        defaultFlag: currency === "USD",
      },
      { category: "INTERNAL", accountNumber },
      making(id),
    );
  const ofCustomer = { currency: "USD", ...holder(ids.customerId, "CUSTOMER") } as const;
  return [
    ofBusiness(ids.businessFinancialAccountId, "Operating account", "USD", "100000004523"),
    ofBusiness(ids.businessFinancialAccountIdCad, "Operating account in Canada", "CAD", "100000007318"),
    externalCard(
      { name: "John's debit card", ...ofCustomer, subtype: "DEBIT", defaultFlag: true },
      card,
      making(ids.customerFinancialAccountId),
    ),
    externalBankAccount(
      { name: "John's checking account", ...ofCustomer, subtype: "CHECKING" },
      bankAccount,
      making(ids.customerBankAccountId),
    ),
  ];
}

function holder(accountHolderId: string, accountHolderType: HolderType) {
  return { accountHolderId, accountHolderType };
}

const card: GivenCard = {
  cardNumber: "4111111111111111",
  expiry: "2035-12",
  firstName: "John",
  middleName: null,
  lastName: "Doe",
  billingAddress: null,
};

const bankAccount: GivenBankAccount = {
  bankName: "Harbour Bank",
  routingNo: "011000015",
  accountNumber: "000123456789",
  nameOnAccount: "John Doe",
  businessName: null,
  billingAddress: {
    lines: ["1 Harbour Street"],
    city: "Albany",
    stateCode: "NY",
    countryCode: "USA",
    postalCode: "12207",
  },
};
