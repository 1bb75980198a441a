import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { newId } from "../new-id.ts";
import { addAction } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";
import { addedToWire } from "../wire/link.ts";
import { actionFromWire } from "../wire/workflow.ts";

export const addWorkflowAction: Handler<"addWorkflowAction"> = async ({ path, body }, ctx) => {
  const id = newId("wfa");
  const given = actionFromWire(body);
  await workflows.change(ctx, path.workflowId, (workflow) => addAction(workflow, given, () => id));
  return { status: 201, body: addedToWire(baseUrlOf(ctx), "workflows", path.workflowId, "actions", id) };
};
