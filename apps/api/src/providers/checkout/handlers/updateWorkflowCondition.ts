import type { Handler } from "../handler.ts";
import { updateCondition } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";
import { conditionFromWire } from "../wire/workflow.ts";

export const updateWorkflowCondition: Handler<"updateWorkflowCondition"> = async ({ path, body }, ctx) => {
  const given = conditionFromWire(body);
  await workflows.change(ctx, path.workflowId, (workflow) =>
    updateCondition(workflow, path.workflowConditionId, given),
  );
  return { status: 200 };
};
