import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { effectOf } from "./effects.ts";
import type { Answer } from "./rules/answer.ts";
import {
  completeStep,
  currentStep,
  decline,
  demandActive,
  expire,
  failStep,
  passIntroduction,
} from "./rules/journey.ts";
import type { Change, Scene } from "./rules/workflow.ts";
import { type Changed, change } from "./store/transitions.ts";

/** Which step a customer means: what was sent for an earlier one comes too late. */
interface Meant {
  readonly workflowId: string;
  /** Absent where whatever is current is meant. */
  readonly stepId?: string;
  /** The last payment that the customer knows of, null for none; absent where it does not matter. */
  readonly transactionId?: string | null;
}

/** The customer has read the introduction. */
export function openWorkflow(ctx: Context, workflowId: string): Promise<Scene> {
  return inTime(ctx, { workflowId }, (scene) => passIntroduction(scene, ctx.now));
}

/**
 * The customer answers the current step, and with that what the step is for happens: all of it, or nothing. A payment
 * that cannot be made leaves the workflow at its step, and the transaction says why.
 */
export function answerStep(ctx: Context, meant: Meant, answer: Answer): Promise<Scene> {
  return inTime(ctx, meant, async (scene, held) => {
    const { data, links, isFailed } = await effectOf(held, scene, answer);
    const opened = { ...scene, workflow: { ...scene.workflow, openedAt: scene.workflow.openedAt ?? ctx.now } };
    return (isFailed ? failStep : completeStep)(opened, data, links, ctx.now);
  });
}

export function declineWorkflow(ctx: Context, meant: Meant, reason: string): Promise<Scene> {
  return inTime(ctx, meant, (scene) => decline(scene, reason, ctx.now));
}

/** What the business does to a workflow. That its time is up refuses it too; what has expired by that stays so. */
export async function changeWorkflow(
  ctx: Context,
  workflowId: string,
  decide: (scene: Scene) => Change,
): Promise<Changed> {
  return demandInTime(await inTime(ctx, { workflowId }, decide));
}

/** Where expiry has taken the place of what was asked, whoever is no customer is refused: by now that is written. */
export function demandInTime<After extends Scene>(after: After): After {
  if (after.workflow.status === "EXPIRED") demandActive(after.workflow);
  return after;
}

/**
 * What is done to a workflow that is active still. One whose time is up expires instead: its timer may be a moment late.
 * Throws a Refusal `wrong_state` where it has ended, and `conflict` where the step is another by now.
 */
function inTime(
  ctx: Context,
  { workflowId, stepId, transactionId }: Meant,
  decide: (scene: Scene, held: Context) => Change | Promise<Change>,
): Promise<Changed> {
  return change(ctx, workflowId, (scene, held) => {
    demandActive(scene.workflow);
    if (scene.workflow.expireAt <= ctx.now) return expire(scene, ctx.now);
    if (stepId !== undefined && currentStep(scene).id !== stepId)
      throw new Refusal("conflict", "This step has been done already: the workflow is at another one by now.");
    if (transactionId !== undefined && scene.workflow.transactionId !== transactionId)
      throw new Refusal("conflict", "This payment has been tried already.");
    return decide(scene, held);
  });
}
