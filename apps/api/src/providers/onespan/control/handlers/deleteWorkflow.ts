import * as workflows from "../../store/tenant/workflows.ts";
import type { Handler } from "../handler.ts";

export const deleteWorkflow: Handler<"deleteWorkflow"> = async ({ path }, ctx) => {
  await workflows.deleteWorkflow(ctx, path.workflowId);
  return { status: 204 };
};
