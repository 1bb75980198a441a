import type { Handler } from "../handler.ts";
import { inFull } from "../in-full.ts";
import { abandon } from "../playing.ts";

export const abandonStep: Handler<"abandonStep"> = async ({ path }, ctx) => {
  await abandon(ctx, path.workflowId);
  return { status: 200, body: await inFull(ctx, path.workflowId) };
};
