import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { newId } from "../new-id.ts";
import { patchWorkflow as patch } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";
import { workflowFromWire, workflowToWire } from "../wire/workflow.ts";

export const patchWorkflow: Handler<"patchWorkflow"> = async ({ path, body }, ctx) => {
  const given = workflowFromWire(body);
  const changed = await workflows.change(ctx, path.workflowId, (workflow) => patch(workflow, given, newId));
  return { status: 200, body: workflowToWire(changed, baseUrlOf(ctx)) };
};
