import { founded, type Sandbox, type Schemas } from "./given.ts";

type WorkflowRequest = Schemas["CreateLinxWorkflowRequest"];
type TemplateRequest = Schemas["CreateLinxTemplateRequest"];
type Steps = NonNullable<WorkflowRequest["steps"]>;

const consent = { documentId: "ebt-communication-consent", documentGroup: "bank-accounts" };
const privacy = { documentId: "fncl-privacy-policy", documentGroup: "rocket-financial" };

const everything: Schemas["LinxUserInputs"] = {
  personalInfo: ["salutation", "dateOfBirth"],
  addresses: ["SHIPPING", "MAILING", "PHYSICAL"],
  phoneNumber: ["HOME"],
};

/** A rebate for the customer of the sandbox, who has a card, with every step that such a customer can have. */
export function rebate(sandbox: Pick<Sandbox, "credential">): WorkflowRequest {
  const { customerId, card, operatingAccount } = founded(sandbox);
  return {
    title: "Send a rebate to John Doe",
    customerMemo: "Hi John Doe, we’ve processed your rebate.",
    expireInHours: 30,
    parameters: {
      ...{ phoneNumber: "+16471234567", channel: "SMS", introductoryMessage: "You have a rebate" },
      ...{ customerId, customerFinancialAccountId: card, baFinancialAccountId: operatingAccount },
      ...{ transactionType: "SEND", solution: "push-to-card", currency: "USD", amount: 256.25 },
      paymentReasonId: "payment-of-rebates",
    },
    steps: [
      { name: "notification" },
      { name: "lookup-profile" },
      { name: "enhance-profile", inputs: { user: everything } },
      { name: "lookup-financial-account" },
      { name: "document-acceptance", inputs: { user: { documents: [consent, privacy] } } },
      { name: "move-money" },
    ],
  };
}

const newcomer: Steps = [
  { name: "notification" },
  { name: "customer-account" },
  { name: "financial-account" },
  { name: "move-money" },
];

/** A new customer with a bank account, who pays by ACH. */
export function rent(sandbox: Pick<Sandbox, "credential">): WorkflowRequest {
  return {
    title: "Collect the rent of unit 12",
    parameters: {
      ...{ phoneNumber: "+14165550137", financialAccountSubType: "CHECKING", priority: "NEXT_DAY", amount: 1450 },
      ...{ transactionType: "REQUEST", solution: "ach", currency: "USD", paymentReasonId: "rent-payments" },
      baFinancialAccountId: founded(sandbox).operatingAccount,
    },
    steps: newcomer,
  };
}

/** A new customer with a savings account, who is sent a wire. */
function payout(sandbox: Pick<Sandbox, "credential">): WorkflowRequest {
  return {
    title: "Pay a loan out",
    parameters: {
      ...{ phoneNumber: "+14165550137", financialAccountSubType: "SAVING", priority: "SAME_DAY", amount: 0.1 },
      ...{ transactionType: "SEND", solution: "wire", currency: "USD", paymentReasonId: "loan-payouts" },
      ...{
        description: "Loan 20417",
        memo: "The first of two",
        baFinancialAccountId: founded(sandbox).operatingAccount,
      },
    },
    steps: newcomer,
  };
}

/** A new customer with a credit card, who is asked for more than it has. */
export function overdraft(sandbox: Pick<Sandbox, "credential">): WorkflowRequest {
  return {
    title: "Collect more than there is",
    parameters: {
      ...{ phoneNumber: "+14165550137", financialAccountSubType: "CREDIT", amount: 10_000.01, currency: "USD" },
      ...{ transactionType: "REQUEST", solution: "push-to-card", paymentReasonId: "purchase-of-goods" },
      baFinancialAccountId: founded(sandbox).operatingAccount,
    },
    steps: newcomer,
  };
}

/** A new customer and their profile, without any money. */
export const profile: WorkflowRequest = {
  title: "Welcome a customer",
  parameters: { phoneNumber: "6475550123" },
  steps: [
    { name: "notification" },
    { name: "customer-account" },
    { name: "enhance-profile", inputs: { user: { personalInfo: ["dateOfBirth"], phoneNumber: ["WORK"] } } },
  ],
};

/** A workflow in which the customer has nothing to do but to open the link. */
export function greeting(sandbox: Pick<Sandbox, "credential">): WorkflowRequest {
  return {
    title: "Greet a customer",
    parameters: { phoneNumber: "+16471234567", customerId: founded(sandbox).customerId },
    steps: [{ name: "notification" }, { name: "lookup-profile" }],
  };
}

/** Workflows of every kind that are made of steps. */
export function ofSteps(sandbox: Pick<Sandbox, "credential">): readonly WorkflowRequest[] {
  return [rebate(sandbox), rent(sandbox), payout(sandbox), overdraft(sandbox), profile, greeting(sandbox)];
}

/** A template that decides all that a template may about sending money. */
export const rebateTemplate: TemplateRequest = {
  name: "send-rebate",
  displayName: "Send a rebate",
  description: "Rebates to the cards of known customers",
  customerMemo: "We’ve processed your rebate.",
  defaultExpiryDays: 2,
  definition: {
    steps: [
      { name: "notification", input: { preDefined: { channel: "SMS", introductoryMessage: "You have a rebate" } } },
      { name: "lookup-profile" },
      { name: "enhance-profile", input: { user: everything } },
      { name: "lookup-financial-account" },
      { name: "document-acceptance", input: { user: { documents: [consent] } } },
      {
        name: "move-money",
        input: {
          preDefined: {
            ...{ transactionType: "SEND", solution: "push-to-card", currency: "USD", priority: "IMMEDIATE" },
            ...{ paymentReasonId: "payment-of-rebates", description: "A rebate", memo: "With our thanks" },
          },
        },
      },
    ],
  },
};

/** A template under a name that is generated, which asks for a new customer and an account. */
export const welcomeTemplate: TemplateRequest = {
  displayName: "Welcome a customer",
  definition: {
    steps: [
      { name: "notification" },
      { name: "customer-account" },
      { name: "enhance-profile", input: { user: { personalInfo: ["salutation"], addresses: ["PHYSICAL"] } } },
      { name: "financial-account", input: { preDefined: { financialAccountSubType: "DEBIT" } } },
    ],
  },
};

/** A template that decides little of how money is collected. */
export const rentTemplate: TemplateRequest = {
  displayName: "Collect a rent",
  description: "The rest comes with each workflow",
  definition: {
    steps: [
      { name: "notification" },
      { name: "customer-account" },
      { name: "enhance-profile", input: { user: { personalInfo: ["dateOfBirth"], phoneNumber: ["WORK"] } } },
      { name: "financial-account", input: { preDefined: { financialAccountSubType: "CHECKING" } } },
      { name: "document-acceptance", input: { user: { documents: [privacy] } } },
      { name: "move-money", input: { preDefined: { transactionType: "REQUEST" } } },
    ],
  },
};

/** What the first of the templates leaves open. */
export function restOfRebate(sandbox: Pick<Sandbox, "credential">): Schemas["LinxParameters"] {
  const { customerId, card, operatingAccount } = founded(sandbox);
  return {
    ...{ phoneNumber: "+16471234567", amount: 40, customerId, customerFinancialAccountId: card },
    baFinancialAccountId: operatingAccount,
  };
}

/** What the last of them leaves open. */
export function restOfRent(sandbox: Pick<Sandbox, "credential">): Schemas["LinxParameters"] {
  const { financialAccountSubType: _, transactionType: __, ...rest } = rent(sandbox).parameters;
  return rest;
}
