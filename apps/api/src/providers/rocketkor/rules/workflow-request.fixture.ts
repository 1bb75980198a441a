import { sample as seed } from "../tests/support/seed.ts";
import type { StepName } from "./step.ts";
import { judgeWorkflowBody } from "./workflow-request.ts";

/** The sample request of the provider's own page, to be changed as a test likes. */
export const sample = {
  ...seed,
  parameters: { ...seed.parameters } as Record<string, unknown>,
  steps: [...seed.steps] as unknown[],
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
