import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import * as workflows from "../store/workflows.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const getWorkflow: Handler<"getWorkflow"> = async ({ path }, ctx) => {
  const workflow = await workflows.get(ctx, path.workflowId);
  return { status: 200, body: workflowToWire(workflow, baseUrlOf(ctx)) };
};
