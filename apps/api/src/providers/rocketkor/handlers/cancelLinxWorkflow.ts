import { detailOf } from "../detail.ts";
import type { Handler } from "../handler.ts";
import { cancel } from "../rules/journey.ts";
import { change } from "../store/transitions.ts";

export const cancelLinxWorkflow: Handler<"cancelLinxWorkflow"> = async ({ path }, ctx) => {
  const scene = await change(ctx, path.workflowId, (scene) => cancel(scene, ctx.now));
  return { status: 200, body: await detailOf(ctx, scene) };
};
