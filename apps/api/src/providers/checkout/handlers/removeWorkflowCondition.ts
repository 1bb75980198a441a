import type { Handler } from "../handler.ts";
import { removeCondition } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";

export const removeWorkflowCondition: Handler<"removeWorkflowCondition"> = async ({ path }, ctx) => {
  await workflows.change(ctx, path.workflowId, (workflow) => removeCondition(workflow, path.workflowConditionId));
  return { status: 204 };
};
