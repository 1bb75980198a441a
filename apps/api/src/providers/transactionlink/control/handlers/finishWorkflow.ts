import { Refusal } from "@understudy/domain";
import type { ControlContext } from "../../../../provider.ts";
import { get } from "../../store/executions.ts";
import type { Handler } from "../handler.ts";
import { inFull } from "../in-full.ts";
import { abandon, complete, fail, usualFailure, type Values } from "../playing.ts";

/** A workflow in which a person goes round in circles is not followed for ever. */
const mostSteps = 100;
/** How long automatic steps are waited for, in real time. */
const patience = { withinMs: 60_000, askOthers: true };

export const finishWorkflow: Handler<"finishWorkflow"> = async ({ path, body }, ctx) => {
  const { outcome = "pass", values = {} } = body ?? {};
  await settled(ctx, path.workflowId);
  await play(ctx, path.workflowId, outcome, values);
  for (let steps = 1; (await settled(ctx, path.workflowId)) === "person"; steps += 1) {
    if (steps === mostSteps)
      throw new Refusal(
        "conflict",
        `${mostSteps} steps were completed, and the workflow goes round in circles for the person.`,
      );
    await play(ctx, path.workflowId, "pass", values);
  }
  return { status: 200, body: await inFull(ctx, path.workflowId) };
};

type Outcome = "pass" | "fail" | "abandon";

async function play(ctx: ControlContext, id: string, outcome: Outcome, values: Readonly<Record<string, Values>>) {
  if (outcome === "fail") return fail(ctx, id, usualFailure);
  if (outcome === "abandon") return abandon(ctx, id);
  const { execution } = await get(ctx, id);
  const step = execution.currentStep ?? "";
  return complete(ctx, id, values[step], `values.${step}`);
}

/** What it waits for once nothing goes on by itself. */
async function settled(ctx: ControlContext, id: string) {
  const awaits = async () => (await get(ctx, id)).execution.awaits;
  const before = await awaits();
  if (before !== "turn" && before !== "call") return before;
  await ctx.engine.settleTasks(ctx.sandbox.id, { ...patience, subject: id });
  return awaits();
}
