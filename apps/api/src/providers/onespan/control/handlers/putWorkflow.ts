import { saveWorkflow } from "../../store/tenant/workflows.ts";
import type { Handler } from "../handler.ts";
import { workflowFromWire, workflowToWire } from "../wire/workflow.ts";

export const putWorkflow: Handler<"putWorkflow"> = async ({ path, body }, ctx) => ({
  status: 200,
  body: workflowToWire(await saveWorkflow(ctx, path.workflowId, workflowFromWire(body))),
});
