import type { ControlContext } from "../../../../provider.ts";
import { usualDeclineReason } from "../../rules/decline-reasons.ts";
import { currentStep } from "../../rules/journey.ts";
import type { Scene } from "../../rules/workflow.ts";
import { get } from "../../store/workflows.ts";
import type { Handler } from "../handler.ts";
import { abandon, complete, declineFor, type Values } from "../playing.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const finishWorkflow: Handler<"finishWorkflow"> = async ({ path, body }, ctx) => {
  const { outcome = "pass", values = {} } = body ?? {};
  return { status: 200, body: workflowToWire(ctx, await play(ctx, path.workflowId, outcome, values)) };
};

function play(
  ctx: ControlContext,
  id: string,
  outcome: "pass" | "fail" | "abandon",
  values: Readonly<Partial<Record<string, Values>>>,
): Promise<Scene> {
  if (outcome === "fail") return declineFor(ctx, id, usualDeclineReason);
  return outcome === "abandon" ? abandon(ctx, id) : completeAll(ctx, id, values);
}

/** Until it has ended, or stays where it is because money could not be moved. */
async function completeAll(ctx: ControlContext, id: string, values: Readonly<Partial<Record<string, Values>>>) {
  let scene = await get(ctx, id);
  for (;;) {
    const { name, number } = currentStep(scene);
    scene = await complete(ctx, id, values[name], `values.${name}`);
    if (scene.workflow.status !== "ACTIVE" || currentStep(scene).number === number) return scene;
  }
}
