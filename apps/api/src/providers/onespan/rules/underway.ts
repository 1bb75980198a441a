import type { Participant, Scene } from "./transaction.ts";
import type { Verification } from "./verification.ts";
import type { Workflow } from "./workflow.ts";

/** What all verifications of a workflow are called. */
export function callingOf({ kind, id }: Workflow) {
  const hasFace = kind === "document_with_face";
  return {
    kind: hasFace ? ("document_face_verification" as const) : ("document_id_authentication" as const),
    name: hasFace ? ("doc_face" as const) : ("doc_id" as const),
    // One of the verification hub's workflows for each of ours.
    vhubWorkflowId: id,
  };
}

/** The verifications that have begun and not come to anything yet, as long as they may. */
export function underway({ transaction, participants }: Scene, finished: number): readonly Verification[] {
  if (transaction.status !== "new") return [];
  const waiting = participants.flatMap((participant) =>
    participant.pending ? [{ participant, ...participant.pending }] : [],
  );
  return waiting.map(({ participant, at, ...ids }, index) => ({
    ...{ ...ids, ...callingOf(transaction.workflow), number: finished + index, at: new Date(at) },
    ...nothingYet(participant),
  }));
}

function nothingYet({ role, attempts }: Participant) {
  return {
    role,
    attempt: attempts + 1,
    status: "IN_PROGRESS" as const,
    score: 0,
    threshold: 0,
    findings: [],
    document: null,
    images: [],
  };
}
