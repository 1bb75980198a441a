import { Refusal } from "@understudy/domain";
import type { DocumentUploadStep } from "../../rules/definition.ts";
import { addDuration } from "../../rules/duration.ts";
import type { Change, Scene } from "../../rules/execution.ts";
import { runOf } from "../../rules/standing.ts";
import { filesOf } from "../../store/drafts.ts";
import type { KnownFile } from "../../store/files.ts";

/** The files that a person has uploaded at a step which is not done yet. */
export function draftOf({ run }: Scene): readonly KnownFile[] {
  return filesOf(run);
}

/** The same step with other files. Whatever time it has runs on from where it began. */
export function redraft(scene: Scene, step: DocumentUploadStep, files: readonly KnownFile[]): Change {
  const run = runOf(scene);
  return {
    execution: scene.execution,
    runs: [{ ...run, output: files.length === 0 ? null : outputOf(files) }],
    resumeAt: step.timeout === undefined ? null : addDuration(run.startedAt, step.timeout),
    ...{ work: null, events: [], record: null },
  };
}

/** One that comes again, as when a form is sent twice, takes the place of the first. */
export function add(
  files: readonly KnownFile[],
  more: readonly KnownFile[],
  { maxCount = 1 }: DocumentUploadStep,
): readonly KnownFile[] {
  const isAgain = (file: KnownFile) => more.some(({ name, size }) => name === file.name && size === file.size);
  const all = [...files.filter((file) => !isAgain(file)), ...more];
  if (all.length > maxCount) throw new Refusal("conflict", `Other files were uploaded meanwhile: ${maxCount} at most.`);
  return all;
}

export function remove(files: readonly KnownFile[], id: string): readonly KnownFile[] {
  return files.filter((file) => file.id !== id);
}

export function outputOf(files: readonly KnownFile[]): { readonly files: readonly KnownFile[] } {
  return { files: files.map(({ id, name, type, size }) => ({ id, name, type, size })) };
}
