import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { completeStep } from "./rules/acting.ts";
import { inTime } from "./rules/ending.ts";
import type { Change, Execution, Scene } from "./rules/execution.ts";
import type { Document } from "./rules/persons/documents.ts";
import { standingAt } from "./rules/standing.ts";
import { type IdentifiedFile, newFile } from "./store/files.ts";
import { change } from "./store/transitions.ts";

/** Which passage through a step a person means: what was sent for an earlier one comes too late. */
interface Meant {
  readonly workflowId: string;
  /** The number of the step run; absent where whatever is current is meant. */
  readonly runNumber?: number;
}

/**
 * What a person does at the current step of an execution, with the files that the step then names. One whose time is up
 * expires instead, and keeps none. Throws a Refusal `wrong_state` where no person is waited for, and `conflict` where the
 * step is another by now: the page was sent twice, or is an old one.
 */
export function act(
  ctx: Context,
  { workflowId, runNumber }: Meant,
  decide: (scene: Scene) => Change,
  files?: readonly IdentifiedFile[],
): Promise<Execution> {
  return change(ctx, workflowId, (scene) => inTime(scene, ctx.now, () => decide(meantIn(scene, runNumber))), files);
}

function meantIn(scene: Scene, runNumber: number | undefined): Scene {
  standingAt(scene, ["person"]);
  if (runNumber === undefined || scene.run?.number === runNumber) return scene;
  throw new Refusal("conflict", "This step has been done already: the workflow is at another one by now.");
}

/** Completes a `document_upload`; its files are kept together with that, or not at all. */
export function handIn(ctx: Context, meant: Meant, documents: readonly Document[]): Promise<Execution> {
  const files = documents.map((document) => newFile({ ...document, executionId: meant.workflowId }));
  const output = { files: files.map(({ id, name, type, size }) => ({ id, name, type, size })) };
  return act(ctx, meant, (scene) => completeStep(scene, output, ctx.now), files);
}
