import type { BodyProblem } from "@understudy/server";
import { judgeAgreements } from "./rules/agreements.ts";
import { judgeCardTexts } from "./rules/card-text.ts";
import { judgeBirth, judgeCustomerBody } from "./rules/customer-request.ts";
import { judgeCustomerType } from "./rules/customer-type.ts";
import { judgeBankAccountBody, judgeCardBody } from "./rules/external-account.ts";
import { judgeTransactionBody } from "./rules/transaction-request.ts";
import { judgeTemplateBody, judgeWorkflowBody } from "./rules/workflow-request.ts";

/** Rules about bodies that join several fields, or that no schema can say; `now` is the sandbox's time. */
export function judge(operationId: string, body: unknown, now: Date): readonly BodyProblem[] {
  return [...judgeOperation(operationId, body, now), ...judgeCardTexts(body)];
}

function judgeOperation(operationId: string, body: unknown, now: Date): readonly BodyProblem[] {
  switch (operationId) {
    case "createLinxWorkflow":
      return judgeWorkflowBody(body);
    case "createLinxTemplate":
    case "updateLinxTemplate":
      return judgeTemplateBody(body);
    case "createCustomer":
    case "updateCustomer":
      return [...judgeCustomerBody(body), ...judgeBirth(body, now), ...judgeCustomerType(body)];
    case "createExternalBankAccount":
      return judgeBankAccountBody(body);
    case "createExternalCard":
      return judgeCardBody(body, now);
    case "issueBankAccount":
      return judgeAgreements(body, now);
    case "createTransaction":
      return judgeTransactionBody(body);
    default:
      return [];
  }
}
