import type { Handler } from "../handler.ts";
import { inFull } from "../in-full.ts";
import { fail, usualFailure } from "../playing.ts";

export const failStep: Handler<"failStep"> = async ({ path, body }, ctx) => {
  await fail(ctx, path.workflowId, { ...usualFailure, ...body });
  return { status: 200, body: await inFull(ctx, path.workflowId) };
};
