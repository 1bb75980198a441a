import { Refusal } from "@understudy/domain";
import { completeStep } from "../../rules/acting.ts";
import { inTime } from "../../rules/ending.ts";
import { standingAt } from "../../rules/standing.ts";
import { change } from "../../store/transitions.ts";
import type { Handler } from "../handler.ts";
import { inFull } from "../in-full.ts";

export const sendWorkflowEvent: Handler<"sendWorkflowEvent"> = async ({ path, body }, ctx) => {
  const { name, payload = {} } = body;
  await change(ctx, path.workflowId, (scene) =>
    inTime(scene, ctx.now, () => {
      const { key, step } = standingAt(scene, ["event"]);
      if (step.type !== "wait" || step.for !== name)
        throw new Refusal("wrong_state", `The workflow stands at the step ${key}, which waits for another event.`);
      return completeStep(scene, payload, ctx.now);
    }),
  );
  return { status: 200, body: await inFull(ctx, path.workflowId) };
};
