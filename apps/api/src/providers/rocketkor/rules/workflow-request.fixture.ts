import type { StepName } from "./step.ts";
import { judgeWorkflowBody } from "./workflow-request.ts";

/** The sample request of the provider's own page. */
export const sample = {
  title: "Send a rebate to John Doe",
  customerMemo: "Hi John Doe, we've processed your rebate.",
  expireInHours: 48,
  parameters: {
    phoneNumber: "+16471234567",
    channel: "SMS",
    introductoryMessage: "You have a rebate",
    customerId: "01ac41f3-86a3-4651-b043-c0fbc1e1adff",
    customerFinancialAccountId: "d83ee738-786a-43cf-b1db-24c8788523c4",
    transactionType: "SEND",
    solution: "push-to-card",
    baFinancialAccountId: "31c6d624-6a0c-4049-b1f1-f3ea7d00ba35",
    currency: "USD",
    amount: 256.25,
    paymentReasonId: "payment-of-rebates",
  } as Record<string, unknown>,
  steps: [
    { name: "notification" },
    { name: "lookup-profile" },
    {
      name: "enhance-profile",
      inputs: {
        user: {
          personalInfo: ["salutation", "dateOfBirth"],
          addresses: ["SHIPPING", "MAILING", "PHYSICAL"],
          phoneNumber: ["HOME"],
        },
      },
    },
    { name: "lookup-financial-account" },
    {
      name: "document-acceptance",
      inputs: { user: { documents: [{ documentId: "ebt-communication-consent", documentGroup: "bank-accounts" }] } },
    },
    { name: "move-money" },
  ] as unknown[],
};

export const told = (body: unknown) => judgeWorkflowBody(body).map(({ field, rule }) => `${rule} ${field}`);
export const messages = (body: unknown) => judgeWorkflowBody(body).map(({ field, message }) => `${field} ${message}`);

/** Inputs that every step is content with. */
const inputs: Partial<Record<StepName, object>> = {
  "enhance-profile": { user: { personalInfo: ["dateOfBirth"] } },
  "document-acceptance": {
    user: { documents: [{ documentId: "fncl-privacy-policy", documentGroup: "rocket-financial" }] },
  },
};
export const steps = (...names: StepName[]) => names.map((name) => ({ name, inputs: inputs[name] }));

/** With every parameter that those steps may have and no other, so that nothing but the steps can be wrong. */
export function withSteps(...names: StepName[]) {
  const all: Record<string, unknown> = { ...sample.parameters, financialAccountSubType: "DEBIT" };
  const homes: Record<string, StepName> = {
    customerId: "lookup-profile",
    customerFinancialAccountId: "lookup-financial-account",
    financialAccountSubType: "financial-account",
  };
  const isFor = (parameter: string) => {
    if (["phoneNumber", "channel", "introductoryMessage"].includes(parameter)) return names.includes("notification");
    return names.includes(homes[parameter] ?? "move-money");
  };
  const parameters = Object.fromEntries(Object.entries(all).filter(([name]) => isFor(name)));
  return { title: "t", steps: steps(...names), parameters };
}

export const withStep = (name: StepName, given: unknown) => {
  const position = sample.steps.findIndex((step) => (step as { name: string }).name === name);
  return { ...sample, steps: sample.steps.with(position, { name, ...(given as object) }) };
};
export const withParameters = (changes: object) => ({ ...sample, parameters: { ...sample.parameters, ...changes } });
export const without = (name: string) => withParameters({ [name]: undefined });
