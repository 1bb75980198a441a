import type { Handler } from "../handler.ts";
import { changeWorkflow } from "../journeys.ts";
import { extend } from "../rules/journey.ts";
import { businessOf } from "../store/business.ts";
import { detailToWire } from "../wire/workflow.ts";

export const extendLinxWorkflow: Handler<"extendLinxWorkflow"> = async ({ path, body }, ctx) => {
  const { reminderIntervalHours } = await businessOf(ctx);
  const extended = await changeWorkflow(ctx, path.workflowId, (scene) =>
    extend(scene, body.expireInHours, reminderIntervalHours, ctx.now),
  );
  return { status: 200, body: detailToWire(extended) };
};
