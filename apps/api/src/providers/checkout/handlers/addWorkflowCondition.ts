import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { newId } from "../new-id.ts";
import { addCondition } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";
import { addedToWire } from "../wire/link.ts";
import { conditionFromWire } from "../wire/workflow.ts";

export const addWorkflowCondition: Handler<"addWorkflowCondition"> = async ({ path, body }, ctx) => {
  const id = newId("wfc");
  const given = conditionFromWire(body);
  await workflows.change(ctx, path.workflowId, (workflow) => addCondition(workflow, given, () => id));
  return { status: 201, body: addedToWire(baseUrlOf(ctx), "workflows", path.workflowId, "conditions", id) };
};
