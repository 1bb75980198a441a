import { get } from "../../store/workflows.ts";
import type { Handler } from "../handler.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const getWorkflow: Handler<"getWorkflow"> = async ({ path }, ctx) => {
  return { status: 200, body: workflowToWire(ctx, await get(ctx, path.workflowId)) };
};
