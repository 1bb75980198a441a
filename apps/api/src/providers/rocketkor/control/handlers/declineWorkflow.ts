import { usualDeclineReason } from "../../rules/decline-reasons.ts";
import type { Handler } from "../handler.ts";
import { declineFor } from "../playing.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const declineWorkflow: Handler<"declineWorkflow"> = async ({ path, body }, ctx) => {
  const scene = await declineFor(ctx, path.workflowId, body?.reason ?? usualDeclineReason);
  return { status: 200, body: workflowToWire(ctx, scene) };
};
