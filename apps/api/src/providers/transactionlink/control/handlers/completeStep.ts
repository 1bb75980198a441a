import type { Handler } from "../handler.ts";
import { inFull } from "../in-full.ts";
import { complete } from "../playing.ts";

export const completeStep: Handler<"completeStep"> = async ({ path, body }, ctx) => {
  await complete(ctx, path.workflowId, body?.values);
  return { status: 200, body: await inFull(ctx, path.workflowId) };
};
