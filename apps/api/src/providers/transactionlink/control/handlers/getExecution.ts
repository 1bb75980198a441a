import type { Handler } from "../handler.ts";
import { inFull } from "../in-full.ts";

export const getExecution: Handler<"getExecution"> = async ({ path }, ctx) => ({
  status: 200,
  body: await inFull(ctx, path.workflowId),
});
