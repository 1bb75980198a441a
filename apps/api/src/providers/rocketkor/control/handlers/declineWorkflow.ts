import type { Handler } from "../handler.ts";
import { declineFor } from "../playing.ts";
import { workflowToWire } from "../wire/workflow.ts";

/** The one reason of the provider's that is public (providers/rocketkor.md 4.4). */
const usualReason = "DONT_KNOW_BUSINESS_SENDER";

export const declineWorkflow: Handler<"declineWorkflow"> = async ({ path, body }, ctx) => {
  const scene = await declineFor(ctx, path.workflowId, body?.reason ?? usualReason);
  return { status: 200, body: workflowToWire(ctx, scene) };
};
