import { detailOf } from "../detail.ts";
import type { Handler } from "../handler.ts";
import { get } from "../store/workflows.ts";

export const getLinxWorkflow: Handler<"getLinxWorkflow"> = async ({ path }, ctx) => {
  return { status: 200, body: await detailOf(ctx, await get(ctx, path.workflowId)) };
};
