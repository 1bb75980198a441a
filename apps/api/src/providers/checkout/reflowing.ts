import { Refusal } from "@understudy/domain";
import { type Context, redeliver } from "@understudy/engine";
import { type Reflow, reflowableSince } from "./rules/reflow.ts";
import { eventsSince, workflowsAmong } from "./store/reflows.ts";

/**
 * Sends past events again, to what matches them now: an inactive workflow, or one whose conditions they do not meet, is
 * told nothing. What cannot be found is left out; where nothing is left of the events or of the workflows, there is
 * nothing to reflow (providers/checkout.md 4.14, 4.15).
 */
export async function reflowNow(ctx: Context, reflow: Reflow): Promise<void> {
  const { workflowIds } = reflow;
  const [eventIds, groupIds] = await Promise.all([
    eventsSince(ctx, reflow, reflowableSince(ctx.now)),
    workflowIds && workflowsAmong(ctx, workflowIds),
  ]);
  if (eventIds.length === 0 || groupIds?.length === 0) throw new Refusal("absent", "There is nothing to reflow.");
  await redeliver(ctx, { provider: "checkout", eventIds, groupIds });
}
