import { Refusal } from "@understudy/domain";
import type { Page } from "../../../provider.ts";
import { endedPage } from "./endings/ended.ts";
import type { Visit } from "./occasion.ts";
import { stepPage } from "./show.ts";
import { stateOf } from "./state.ts";
import { pageAt } from "./steps/index.ts";
import { isMeant } from "./steps/step-form.ts";
import { backTo, visiting } from "./visiting.ts";

/**
 * What a person sends from the session's page. Whatever it was, the page then shows where the journey stands: what came
 * twice, or for a step that is over, does nothing, and is told so.
 */
export const submitSession = visiting(async (visit, { form }) => {
  const state = stateOf(visit);
  if (state === "result") return backTo(visit, "moved");
  // It takes nothing any more: whoever sent something must not think that it arrived.
  if (state !== "step") return endedPage(visit, state);
  if (!isMeant(visit, form)) return backTo(visit, "moved");
  const received = await pageAt(visit.participant.step).receive(visit, form);
  if (received === "unknown") return backTo(visit, "moved");
  return "trouble" in received ? stepPage(visit, received.trouble) : act(visit, received.act);
});

/** Does it, and goes on as told; somebody else may have been faster. */
export async function act(
  visit: Visit,
  work: () => Promise<unknown>,
  onwards: () => Page | Promise<Page> = () => backTo(visit),
): Promise<Page> {
  try {
    await work();
    return onwards();
  } catch (error) {
    const isOvertaken = error instanceof Refusal && (error.code === "conflict" || error.code === "wrong_state");
    if (!isOvertaken) throw error;
    return backTo(visit, "moved");
  }
}
