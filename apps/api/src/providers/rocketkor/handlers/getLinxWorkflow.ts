import type { Handler } from "../handler.ts";
import { getDetail } from "../store/workflows.ts";
import { detailToWire } from "../wire/workflow.ts";

export const getLinxWorkflow: Handler<"getLinxWorkflow"> = async ({ path }, ctx) => {
  return { status: 200, body: detailToWire(await getDetail(ctx, path.workflowId)) };
};
