import { Refusal } from "@understudy/domain";
import type { Page } from "../../../provider.ts";
import { answerStep, declineWorkflow, openWorkflow } from "../journeys.ts";
import { currentStep } from "../rules/journey.ts";
import type { Scene } from "../rules/workflow.ts";
import { get } from "../store/workflows.ts";
import { declinePage, reasonIn } from "./declining.ts";
import { endedPage } from "./ended.ts";
import { problemsOf } from "./fields/problems.ts";
import { enteredIn } from "./fields/reading.ts";
import type { Occasion } from "./occasion.ts";
import { stepPage } from "./show.ts";
import { stateOf } from "./state.ts";
import { type Meaning, meaningIn } from "./step-form.ts";
import { screenOf } from "./steps/index.ts";
import { texts } from "./texts.ts";
import { backTo, isDeclining } from "./visit.ts";

/**
 * What a customer sends from a page. Whatever it was, the link then shows where the workflow stands: what came twice, or
 * for a step that is over, does nothing, and is told so.
 */
export async function submit(occasion: Occasion, form: FormData): Promise<Page> {
  const { visit, scene } = occasion;
  const state = stateOf(scene, visit.ctx.now);
  if (state === "completed" || (state === "declined" && isDeclining(visit))) return backTo(visit, "moved");
  // It takes nothing any more: whoever sent something must not think that it arrived.
  if (state !== "introduction" && state !== "step") return endedPage(occasion, state, true);
  const meaning = meaningIn(form);
  if (meaning.isIntroduction) return act(occasion, () => openWorkflow(visit.ctx, scene.workflow.id));
  if (!isMeant(occasion, meaning)) return backTo(visit, "moved");
  return isDeclining(visit) ? submitDecline(occasion, form, meaning) : submitStep(occasion, form, meaning);
}

function isMeant({ scene }: Occasion, { stepId, transactionId }: Meaning): boolean {
  return stepId === currentStep(scene).id && transactionId === scene.workflow.transactionId;
}

async function submitDecline(occasion: Occasion, form: FormData, meaning: Meaning): Promise<Page> {
  const reason = reasonIn(form);
  if (reason === undefined) return declinePage(occasion, true);
  const { visit, scene } = occasion;
  return act(occasion, () => declineWorkflow(visit.ctx, meantIn(scene, meaning), reason));
}

async function submitStep(occasion: Occasion, form: FormData, meaning: Meaning): Promise<Page> {
  const entered = enteredIn(form);
  const screen = screenOf(occasion);
  const answer = screen.answer(entered);
  if ("problems" in answer) {
    const problems = problemsOf(screen.parts, answer.problems, entered);
    return stepPage(occasion, { trouble: { entered, problems } });
  }
  const { visit, scene } = occasion;
  return act(occasion, () => answerStep(visit.ctx, meantIn(scene, meaning), answer));
}

function meantIn({ workflow }: Scene, { stepId, transactionId }: Meaning) {
  return { workflowId: workflow.id, stepId, transactionId };
}

/** Does it, and shows what came of it; somebody else may have been faster. */
async function act(occasion: Occasion, work: () => Promise<Scene>): Promise<Page> {
  const { visit } = occasion;
  try {
    const after = await work();
    return after.workflow.status === "EXPIRED"
      ? endedPage({ ...occasion, scene: after }, "expired", true)
      : backTo(visit);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "conflict") return backTo(visit, "moved");
    if (error.code === "wrong_state") return overtaken(occasion);
    // What the workflow names cannot be used any more: an account that was suspended, for instance.
    if (error.code === "out_of_range") return stepPage(occasion, { warning: obstacleIn(occasion) });
    throw error;
  }
}

function obstacleIn({ scene, business }: Occasion): string {
  const { unusable, notAdded } = texts.notices;
  return (currentStep(scene).name === "move-money" ? unusable : notAdded)(business.name);
}

/** It has ended while this was on its way. */
async function overtaken(occasion: Occasion): Promise<Page> {
  const { visit } = occasion;
  const scene = await get(visit.ctx, occasion.scene.workflow.id);
  const state = stateOf(scene, visit.ctx.now);
  if (state !== "declined" && state !== "cancelled" && state !== "expired") return backTo(visit, "moved");
  return state === "declined" && isDeclining(visit)
    ? backTo(visit, "moved")
    : endedPage({ ...occasion, scene }, state, true);
}
