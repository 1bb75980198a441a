import type { Context } from "@understudy/engine";
import { revisionOf } from "../store/definitions.ts";
import { get, runsOf } from "../store/executions.ts";
import { executionToWire, runToWire } from "./wire/execution.ts";

/** An execution as it is now, with each passage through a step. */
export async function inFull(ctx: Context, workflowId: string) {
  const known = await get(ctx, workflowId);
  const runs = await runsOf(ctx, workflowId);
  const { definition } = await revisionOf(ctx, known.execution.definitionId, known.execution.revision);
  return { ...executionToWire(ctx, known, definition), steps: runs.map(runToWire) };
}
