import type { BodyProblem } from "@understudy/server";
import { judgeCustomerBody } from "./rules/customer-request.ts";
import { judgeCustomerType } from "./rules/customer-type.ts";
import { judgeBankAccountBody, judgeCardBody } from "./rules/external-account.ts";
import { judgeTransactionBody } from "./rules/transaction-request.ts";
import { judgeTemplateBody, judgeWorkflowBody } from "./rules/workflow-request.ts";

/** Rules about bodies that join several fields, or that no schema can say; without those that need to know the time. */
export function judge(operationId: string, body: unknown): readonly BodyProblem[] {
  switch (operationId) {
    case "createLinxWorkflow":
      return judgeWorkflowBody(body);
    case "createLinxTemplate":
    case "updateLinxTemplate":
      return judgeTemplateBody(body);
    case "createCustomer":
    case "updateCustomer":
      return [...judgeCustomerBody(body), ...judgeCustomerType(body)];
    case "createExternalBankAccount":
      return judgeBankAccountBody(body);
    case "createExternalCard":
      return judgeCardBody(body);
    case "createTransaction":
      return judgeTransactionBody(body);
    default:
      return [];
  }
}
