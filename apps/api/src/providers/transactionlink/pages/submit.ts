import { Refusal } from "@understudy/domain";
import type { Page } from "../../../provider.ts";
import { act } from "../persons.ts";
import type { Execution } from "../rules/execution.ts";
import { endedPage, unknownPage } from "./ended.ts";
import { type Opened, openedBy } from "./opened.ts";
import { askingAt, stepPage } from "./show.ts";
import { stateOf } from "./state.ts";
import { pageFor } from "./steps/index.ts";
import { runNumberOf } from "./steps/step-form.ts";
import type { Reaction } from "./steps/step-page.ts";
import { backTo, type Visit } from "./visit.ts";
import { voiceFor } from "./voice.ts";

/**
 * What somebody sends from a page of an execution. Whatever it was, the link then shows where the execution stands: what
 * came twice, or for a step that is over, does nothing, and is told so.
 */
export async function submitStep(visit: Visit, form: FormData): Promise<Page> {
  const opened = await openedBy(visit.ctx, visit.token);
  if (!opened) return unknownPage(visit);
  const { scene } = opened;
  const state = stateOf(scene, visit.ctx.now);
  if (state === "cancelled" || state === "expired") return gone(visit, opened, state);
  if (state !== "step") return backTo(visit);
  if (runNumberOf(form) !== scene.execution.runNumber) return moved(visit);
  const asking = askingAt(visit, opened);
  const reaction = await pageFor(asking.step.type).receive(asking, form);
  if ("trouble" in reaction) return stepPage(visit, opened, reaction.trouble);
  if ("shows" in reaction) return backTo(visit, reaction.shows);
  const execution = await perform(visit, opened, reaction);
  if (!execution) return moved(visit);
  if (execution.status === "EXPIRED") return gone(visit, opened, "expired");
  if (execution.awaits === "turn") await settle(visit, execution);
  return backTo(visit);
}

/** Undefined where somebody else was faster: a second window, or the same form once more. */
async function perform(
  { ctx }: Visit,
  { scene: { execution } }: Opened,
  { decide, files }: Extract<Reaction, { decide: unknown }>,
): Promise<Execution | undefined> {
  const meant = { workflowId: execution.id, runNumber: execution.runNumber };
  try {
    return await act(ctx, meant, decide, files);
  } catch (error) {
    if (error instanceof Refusal && (error.code === "conflict" || error.code === "wrong_state")) return undefined;
    throw error;
  }
}

/** Mostly the next step is there before the browser asks for it. */
async function settle({ ctx }: Visit, { id: subject }: Execution): Promise<void> {
  await ctx.engine.settleTasks(ctx.sandbox.id, { withinMs: 1_500, askOthers: false, subject });
}

function moved(visit: Visit): Page {
  return backTo(visit, { notice: "moved" });
}

/** It takes nothing any more: whoever sent something must not think that it arrived. */
function gone(visit: Visit, { scene }: Opened, state: "cancelled" | "expired"): Page {
  return endedPage(visit, voiceFor(scene.execution.locale, scene.definition), scene, state, 410);
}
