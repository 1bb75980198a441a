import type { components } from "@understudy/contracts/onespan";
import type { Verification } from "../../rules/verification.ts";

const hubStatuses = { SUCCESS: "COMPLETED", FAILED: "FAILED", IN_PROGRESS: "IN_PROGRESS" } as const;

/** Its id is the name of its kind; the one by which its images are asked for is `vhub_verification_id` (providers/onespan.md 5.6). */
export function verificationToWire(verification: Verification): components["schemas"]["Verification"] {
  const { id, kind, name, status, revisionId, vhubWorkflowId, vhubTransactionId, at } = verification;
  return {
    ...{ id: kind, revision_id: revisionId, name, status },
    timestamp: at.getTime(),
    ...{ vhub_workflow_id: vhubWorkflowId, vhub_transaction_id: vhubTransactionId, vhub_verification_id: id },
    vhub_transaction_status: hubStatuses[status],
  };
}
