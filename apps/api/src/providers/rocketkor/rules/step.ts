import type { Currency } from "./money.ts";
import type { Priority, Solution, TransactionType } from "./transaction.ts";

/** In the order in which they must come. The second two exclude each other, and so do `financial-account` and its lookup. */
export const stepNames = [
  "notification",
  "customer-account",
  "lookup-profile",
  "enhance-profile",
  "financial-account",
  "lookup-financial-account",
  "document-acceptance",
  "move-money",
] as const;
export type StepName = (typeof stepNames)[number];

export const addressTypes = ["SHIPPING", "MAILING", "PHYSICAL"] as const;
export type AddressType = (typeof addressTypes)[number];
export type PersonalInfo = "salutation" | "dateOfBirth";
export type ProfilePhone = "HOME" | "WORK";

export interface DocumentReference {
  readonly documentId: string;
  readonly documentGroup: string;
}

/** What the customer is asked for in `enhance-profile` and `document-acceptance`. */
export interface UserInputs {
  readonly personalInfo?: readonly PersonalInfo[];
  readonly addresses?: readonly AddressType[];
  readonly phoneNumber?: readonly ProfilePhone[];
  readonly documents?: readonly DocumentReference[];
}

export interface StepRequest {
  readonly name: StepName;
  readonly user: UserInputs | null;
}

/** A step of a template: some parameters of its own may be decided already. */
export interface TemplateStep extends StepRequest {
  readonly preDefined: Readonly<Record<string, unknown>> | null;
}

export const accountSubtypes = ["CHECKING", "SAVING", "CREDIT", "DEBIT"] as const;
export type AccountSubtype = (typeof accountSubtypes)[number];

/** What the business decides, for all steps together. */
export interface Parameters {
  readonly phoneNumber: string;
  readonly channel?: "SMS";
  readonly introductoryMessage?: string;
  readonly customerId?: string;
  readonly financialAccountSubType?: AccountSubtype;
  readonly customerFinancialAccountId?: string;
  readonly transactionType?: TransactionType;
  readonly solution?: Solution;
  readonly baFinancialAccountId?: string;
  readonly currency?: Currency;
  readonly amount?: number;
  readonly priority?: Priority;
  readonly description?: string;
  readonly paymentReasonId?: string;
  readonly memo?: string;
}

/** Whether the customer has something to do in it; all other steps are done by the system. */
export function isCustomerFacing(name: StepName): boolean {
  return name !== "notification" && name !== "lookup-profile" && name !== "lookup-financial-account";
}

/** The texts that the API shows with a step. Those of four steps are public, the others are ours. */
const displayTexts: Readonly<Record<StepName, { readonly name: string; readonly description: string }>> = {
  notification: { name: "Notification", description: "Send notifications." },
  "customer-account": { name: "Customer account", description: "Create a customer account." },
  "lookup-profile": { name: "Lookup customer account", description: "Find an existing customer account." },
  "enhance-profile": { name: "Customer profile", description: "Complete the customer's profile." },
  "financial-account": { name: "Financial account", description: "Add a bank account or a card." },
  "lookup-financial-account": {
    name: "Lookup a valid informed financial account",
    description: "Find an existing customer financial account.",
  },
  "document-acceptance": { name: "Document acceptance", description: "Review and accept documents." },
  "move-money": { name: "Transaction Summary", description: "Review and confirm your transaction summary." },
};

export function stepDisplayName(name: StepName): string {
  return displayTexts[name].name;
}

export function stepDescription(name: StepName): string {
  return displayTexts[name].description;
}
