import { type Fault, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { act, handIn } from "../persons.ts";
import { abandonStep, completeStep, failStep } from "../rules/acting.ts";
import { isPersonStep, type PersonStepType, type StepError, type StepOf } from "../rules/definition.ts";
import type { Execution, Scene } from "../rules/execution.ts";
import { answerOf } from "../rules/persons/answer.ts";
import { type Document, readDocuments } from "../rules/persons/documents.ts";
import { describedUploads } from "../rules/persons/sample-files.ts";
import { sensibleValues } from "../rules/persons/sensible.ts";
import { standingAt } from "../rules/standing.ts";
import { absent } from "../store/executions.ts";
import { read } from "../store/scenes.ts";

export type Values = Readonly<Record<string, unknown>>;

/** The usual words of a failure that a test asks for. */
export const usualFailure: StepError = { code: "failed", message: "The step failed because a test said so." };

/**
 * What the person would do on the page: values are judged as the page judges them, and made up where none are given.
 * `place` is where they stand in the request, for whoever has to mend them.
 */
export async function complete(
  ctx: Context,
  workflowId: string,
  given: Values | undefined,
  place = "values",
): Promise<Execution> {
  const [scene] = await read(ctx, [workflowId]);
  if (!scene) throw absent(workflowId);
  const { key, step } = standingAt(scene, ["person"]);
  if (!isPersonStep(step)) throw new Error(`The step ${key} waits for a person, but is for none.`);
  // What is judged is what is completed: a step that somebody else completes meanwhile is not meant.
  const meant = { workflowId, runNumber: scene.execution.runNumber };
  const told = await answered(step, scene, given, ctx.now);
  if ("problems" in told) throw misfit(key, place, told.problems);
  if ("documents" in told) return handIn(ctx, meant, told.documents);
  return act(ctx, meant, (current) => completeStep(current, told.output, ctx.now));
}

export function fail(ctx: Context, workflowId: string, error: StepError): Promise<Execution> {
  return act(ctx, { workflowId }, (scene) => failStep(scene, error, ctx.now));
}

export function abandon(ctx: Context, workflowId: string): Promise<Execution> {
  return act(ctx, { workflowId }, (scene) => abandonStep(scene, ctx.now));
}

type Answered =
  | { readonly problems: readonly Fault[] }
  | { readonly documents: readonly Document[] }
  | { readonly output: unknown };

async function answered(
  step: StepOf<PersonStepType>,
  scene: Scene,
  given: Values | undefined,
  now: Date,
): Promise<Answered> {
  const entered = given ? { values: given } : sensibleValues(step, scene);
  if ("problems" in entered) return entered;
  if (step.type !== "document_upload") return answerOf(step, "values" in entered ? entered.values : {}, scene, now);
  const uploads = "uploads" in entered ? entered.uploads : describedUploads(step, entered.values.files);
  const { documents, problems } = await readDocuments(step, uploads);
  return problems.length > 0 ? { problems } : { documents };
}

function misfit(key: string, place: string, problems: readonly Fault[]): Refusal {
  return new Refusal("invalid", `The values do not fit the step ${key}.`, {
    problems: problems.map(({ field, rule, message }) => ({ field: `${place}.${field}`, rule, message })),
  });
}
