import type { Handler } from "../handler.ts";
import { updateAction } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";
import { actionFromWire } from "../wire/workflow.ts";

export const updateWorkflowAction: Handler<"updateWorkflowAction"> = async ({ path, body }, ctx) => {
  const given = actionFromWire(body);
  await workflows.change(ctx, path.workflowId, (workflow) => updateAction(workflow, path.workflowActionId, given));
  return { status: 200 };
};
