import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { act, handIn } from "../persons.ts";
import { abandonStep, completeStep, failStep } from "../rules/acting.ts";
import {
  type DocumentUploadStep,
  isPersonStep,
  type PersonStepType,
  type StepError,
  type StepOf,
} from "../rules/definition.ts";
import type { Execution, Scene } from "../rules/execution.ts";
import { answerOf } from "../rules/persons/answer.ts";
import { readDocuments, type Upload } from "../rules/persons/documents.ts";
import { describedUploads } from "../rules/persons/sample-files.ts";
import { sensibleValues } from "../rules/persons/sensible.ts";
import { standingAt } from "../rules/standing.ts";
import { absent } from "../store/executions.ts";
import { read } from "../store/scenes.ts";

export type Values = Readonly<Record<string, unknown>>;

/** The usual words of a failure that a test asks for. */
export const usualFailure: StepError = { code: "failed", message: "The step failed because a test said so." };

/** What the person would do on the page: values are judged as the page judges them, and made up where none are given. */
export async function complete(ctx: Context, workflowId: string, given: Values | undefined): Promise<Execution> {
  const [scene] = await read(ctx, [workflowId]);
  if (!scene) throw absent(workflowId);
  const { key, step } = standingAt(scene, ["person"]);
  if (!isPersonStep(step)) throw new Error(`The step ${key} waits for a person, but is for none.`);
  // What is judged is what is completed: a step that somebody else completes meanwhile is not meant.
  const meant = { workflowId, runNumber: scene.execution.runNumber };
  if (step.type === "document_upload") return handIn(ctx, meant, await documentsOf(key, step, scene, given));
  const answer = answerOf(step, given ?? madeUp(step, scene), scene, ctx.now);
  if ("problems" in answer) throw misfit(key, answer.problems);
  return act(ctx, meant, (current) => completeStep(current, answer.output, ctx.now));
}

export function fail(ctx: Context, workflowId: string, error: StepError): Promise<Execution> {
  return act(ctx, { workflowId }, (scene) => failStep(scene, error, ctx.now));
}

export function abandon(ctx: Context, workflowId: string): Promise<Execution> {
  return act(ctx, { workflowId }, (scene) => abandonStep(scene, ctx.now));
}

function madeUp(step: StepOf<PersonStepType>, scene: Scene): Values {
  const made = sensibleValues(step, scene);
  return "values" in made ? made.values : {};
}

async function documentsOf(key: string, step: DocumentUploadStep, scene: Scene, given: Values | undefined) {
  const { documents, problems } = await readDocuments(step, uploadsFor(step, scene, given));
  if (problems.length > 0) throw misfit(key, problems);
  return documents;
}

function uploadsFor(step: DocumentUploadStep, scene: Scene, given: Values | undefined): readonly Upload[] {
  if (given) return describedUploads(step, given.files);
  const made = sensibleValues(step, scene);
  return "uploads" in made ? made.uploads : [];
}

function misfit(key: string, problems: readonly { field: string; rule: string; message: string }[]): Refusal {
  return new Refusal("invalid", `The values do not fit the step ${key}.`, {
    problems: problems.map(({ field, rule, message }) => ({ field: `values.${field}`, rule, message })),
  });
}
