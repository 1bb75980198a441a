import type { Handler } from "../handler.ts";
import { complete } from "../playing.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const completeStep: Handler<"completeStep"> = async ({ path, body }, ctx) => {
  return { status: 200, body: workflowToWire(ctx, await complete(ctx, path.workflowId, body?.values)) };
};
