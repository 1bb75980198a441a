import type { Change, Scene, StepRun } from "../rules/execution.ts";
import type { KnownFile } from "./files.ts";

/**
 * The files of a `document_upload` as its run names them: those that are handed in, and before that those of the draft,
 * which stand there so that whoever comes back by the link finds them.
 */
export function filesOf(run: Pick<StepRun, "type" | "output"> | null): readonly KnownFile[] {
  if (run?.type !== "document_upload") return [];
  const output = run.output as { readonly files?: readonly KnownFile[] } | null | undefined;
  return output?.files ?? [];
}

/** The ids of the files that a change's runs name. */
export function named({ runs }: Pick<Change, "runs">): readonly string[] {
  return runs.flatMap((run) => filesOf(run)).map(({ id }) => id);
}

/** The ids of files of the draft that is no more, or without them: nothing names them after this change. */
export function givenUp({ run }: Pick<Scene, "run">, change: Pick<Change, "runs">): readonly string[] {
  if (!run || !change.runs.some(({ number }) => number === run.number)) return [];
  const kept = new Set(named(change));
  return filesOf(run)
    .map(({ id }) => id)
    .filter((id) => !kept.has(id));
}
