import type { Handler } from "../handler.ts";
import { changeWorkflow } from "../journeys.ts";
import { cancel } from "../rules/journey.ts";
import { detailToWire } from "../wire/workflow.ts";

export const cancelLinxWorkflow: Handler<"cancelLinxWorkflow"> = async ({ path }, ctx) => {
  const cancelled = await changeWorkflow(ctx, path.workflowId, (scene) => cancel(scene, ctx.now));
  return { status: 200, body: detailToWire(cancelled) };
};
