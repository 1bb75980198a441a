import type { components } from "@understudy/contracts/rocketkor";
import type { WorkflowSummary } from "../store/workflow-search.ts";
import { linxTime } from "./time.ts";

/** The LinX Workflow Summary object (providers/rocketkor.md 4.3). */
export function summaryToWire(workflow: WorkflowSummary): components["schemas"]["LinxWorkflowSummary"] {
  const { id, templateId, templateVersionId, status, title, expireAt, nextNotificationAt, phoneNumber, email } =
    workflow;
  return {
    id,
    ...(templateId !== null && { templateId }),
    ...(templateVersionId !== null && { templateVersionId }),
    ...{ status, title, expireAt: linxTime(expireAt) },
    ...(nextNotificationAt && { nextNotificationAt: linxTime(nextNotificationAt) }),
    phoneNumber,
    ...(email !== null && { email }),
  };
}
