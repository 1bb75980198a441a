import { detailOf } from "../detail.ts";
import type { Handler } from "../handler.ts";
import { extend } from "../rules/journey.ts";
import { businessOf } from "../store/business.ts";
import { change } from "../store/transitions.ts";

export const extendLinxWorkflow: Handler<"extendLinxWorkflow"> = async ({ path, body }, ctx) => {
  const { reminderIntervalHours } = await businessOf(ctx);
  const scene = await change(ctx, path.workflowId, (scene) =>
    extend(scene, body.expireInHours, reminderIntervalHours, ctx.now),
  );
  return { status: 200, body: await detailOf(ctx, scene) };
};
