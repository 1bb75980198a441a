import type { Handler } from "../handler.ts";
import * as workflows from "../store/workflows.ts";

export const removeWorkflow: Handler<"removeWorkflow"> = async ({ path }, ctx) => {
  await workflows.remove(ctx, path.workflowId);
  return { status: 204 };
};
