import { Refusal } from "@understudy/domain";
import type { EventDraft, Scenario, Visit } from "../event.ts";
import type { Change, Scene, TransactionDocument, TransactionStatus } from "../transaction.ts";
import { awaitsLender, change } from "./scene.ts";

const closed = { sessions: "all", reason: "closed" } as const;

/** The lender signs, after everybody else (providers/onespan.md 4.10). */
export function lenderSign(scene: Scene, now: Date): Change {
  if (!awaitsLender(scene)) {
    const { id, status, workflow } = scene.transaction;
    const isFor = workflow.kind === "agreement_signing" && workflow.lenderSignature;
    const reason = isFor
      ? `is ${status}, and not everybody has signed`
      : "is of a workflow without a lender's signature";
    throw new Refusal("wrong_state", `The lender cannot sign: the transaction ${id} ${reason}.`);
  }
  const references = scene.documents.map(({ id }) => id);
  const message = "The lender has signed.";
  const event: EventDraft = { scenario: "signature_signed", role: "lender", message, documentReferences: references };
  return change({ ...scene, transaction: { ...scene.transaction, lenderSignedAt: now } }, [event]);
}

/** Undefined where it is cancelled already: calling again changes nothing (OD-15). */
export function cancel(scene: Scene): Change | undefined {
  const { id, status } = scene.transaction;
  if (status === "cancelled") return undefined;
  if (status !== "new")
    throw new Refusal("wrong_state", `The transaction ${id} is ${status}; only one that is new can be cancelled.`);
  // No token opens it any more, and none is shown (OD-22).
  const transaction = { ...scene.transaction, status: "cancelled" as const, tokens: [] };
  return ended({ ...scene, transaction }, "transaction_cancelled", "The transaction was cancelled.");
}

/** Undefined where there is nothing left to expire. */
export function expire(scene: Scene): Change | undefined {
  if (scene.transaction.status !== "new") return undefined;
  return ended(within(scene, "expired"), "transaction_expired", "The transaction has expired.");
}

/** Something of the provider's own went wrong: in somebody's visit, or while the evidence was put together. */
export function breakDown(scene: Scene, cause?: EventDraft): Change {
  const { id, status } = scene.transaction;
  if (status !== "new" && status !== "post_processing")
    throw new Refusal("wrong_state", `The transaction ${id} is ${status}: nothing can go wrong in it any more.`);
  const error: EventDraft = {
    scenario: "transaction_error",
    role: null,
    message: "The transaction ended in an error.",
  };
  return { ...change(within(scene, "error"), cause ? [cause, error] : [error]), ended: closed };
}

export function sessionError(role: string, visit: Visit): EventDraft {
  return { scenario: "session_error", role, message: "The session ended in an error.", visit };
}

export const auditTrailError: EventDraft = {
  ...{ scenario: "audit_trail_error", role: null, message: "The evidence could not be put together." },
};

/** What is put together once everybody is done. */
export interface Made {
  readonly documents: readonly TransactionDocument[];
  readonly evidenceFileId: string;
}

/** The evidence is there, and so are the signed copies. */
export function complete(scene: Scene, made: Made, now: Date): Change {
  const { documents, evidenceFileId } = made;
  const transaction = { ...scene.transaction, status: "completed" as const, completedAt: now, evidenceFileId };
  const signed = documents.flatMap((document) => document.signed?.fileId ?? []);
  const completed = change({ ...scene, transaction, documents }, [
    { scenario: "audit_trail_generated", role: null, message: "The evidence was put together." },
    { scenario: "transaction_completed", role: null, message: "The transaction is complete." },
  ]);
  return { ...completed, files: [evidenceFileId, ...signed] };
}

function within(scene: Scene, status: TransactionStatus): Scene {
  return { ...scene, transaction: { ...scene.transaction, status } };
}

function ended(scene: Scene, scenario: Scenario, message: string): Change {
  return { ...change(scene, [{ scenario, role: null, message }]), ended: closed };
}
