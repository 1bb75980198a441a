import type { Handler } from "../handler.ts";
import { removeAction } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";

export const removeWorkflowAction: Handler<"removeWorkflowAction"> = async ({ path }, ctx) => {
  await workflows.change(ctx, path.workflowId, (workflow) => removeAction(workflow, path.workflowActionId));
  return { status: 204 };
};
