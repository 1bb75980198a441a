import * as workflows from "../../store/tenant/workflows.ts";
import type { Handler } from "../handler.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const getWorkflow: Handler<"getWorkflow"> = async ({ path }, ctx) => ({
  status: 200,
  body: workflowToWire(await workflows.getWorkflow(ctx, path.workflowId)),
});
