import { Refusal } from "@understudy/domain";
import type { Handler } from "../handler.ts";
import { demandDefinition } from "../permissions.ts";
import { get } from "../store/executions.ts";

/** The result as it is stored, with nothing around it. Only what has completed has one (providers/transactionlink.md 4.4). */
export const getWorkflowResult: Handler<"getWorkflowResult"> = async ({ path }, ctx) => {
  const { execution } = await get(ctx, path.workflowId);
  demandDefinition(ctx, execution.definitionId, "can_view_workspace");
  if (execution.result === null)
    throw new Refusal("absent", `The workflow is ${execution.status}: only one that is COMPLETED has a result.`, {
      codes: ["RESULT_NOT_AVAILABLE"],
    });
  return { status: 200, body: { ...execution.result } };
};
