import { decimalText, minorUnits } from "./money.ts";
import type { Named } from "./naming.ts";
import type { Parameters, StepRequest } from "./step.ts";
import type { StepData } from "./workflow.ts";

/** What is known of a step before it is reached, in the provider's own spelling (providers/rocketkor.md 4.4). */
export function dataOf({ name, user }: StepRequest, parameters: Parameters, named: Named): StepData {
  const { customer, customerAccount: account } = named;
  switch (name) {
    case "notification":
      return { channel: "SMS", ...(customer && { email: customer.primaryEmail }), phoneNumber: parameters.phoneNumber };
    case "customer-account":
      return {};
    case "lookup-profile":
      return {
        customerId: parameters.customerId,
        ...(customer && { email: customer.primaryEmail, phoneNumber: customer.primaryPhoneNumber.number }),
      };
    case "enhance-profile":
    case "document-acceptance":
      return { ...user };
    case "financial-account":
      return { financialAccountSubType: parameters.financialAccountSubType };
    case "lookup-financial-account":
      return {
        customerFinancialAccountId: parameters.customerFinancialAccountId,
        ...(account && { financialAccountSubType: account.subtype }),
      };
    case "move-money":
      return {
        ...(account && { customerFinancialAccountName: account.name }),
        ...movement(parameters),
      };
  }
}

function movement(parameters: Parameters): StepData {
  const { transactionType, amount, solution, currency, priority, baFinancialAccountId } = parameters;
  const { paymentReasonId, description, memo } = parameters;
  return {
    transactionType,
    // Given as a number, shown as a text.
    amount: decimalText(minorUnits(amount ?? 0) ?? 0n),
    ...{ solution, currency, priority, baFinancialAccountId, paymentReasonId, description, memo },
  };
}
