import type { EventDraft, Visit } from "../event.ts";
import type { Capture, Change, Participant, PendingVerification, Scene } from "../transaction.ts";
import type { Verification } from "../verification.ts";
import { change, demandStep, withParticipant } from "./scene.ts";

/** The document's pictures are there. What is verified with a face needs the selfie before it is judged. */
export function showDocument(
  scene: Scene,
  role: string,
  captures: readonly Capture[],
  pending: PendingVerification,
  visit: Visit | undefined,
): Change {
  const participant = demandStep(scene, role, "document");
  const after: Participant = { ...participant, captures, pending, refused: [], step: "selfie" };
  const message = "A document was chosen and its pictures were taken.";
  return change(withParticipant(scene, after), [{ scenario: "document_selected", role, message, visit }]);
}

/** Back to the document, before the selfie was sent. */
export function takeDocumentAgain(scene: Scene, role: string): Change {
  const participant = demandStep(scene, role, "selfie");
  return change(withParticipant(scene, { ...participant, captures: [], pending: null, step: "document" }), []);
}

/** All pictures are there, and this is what came of them. */
export function verified(
  scene: Scene,
  captures: readonly Capture[],
  verification: Verification,
  mayTryAgain: boolean,
  visit: Visit | undefined,
): Change {
  const { role, status, findings } = verification;
  const isLast = scene.transaction.workflow.kind === "document_with_face";
  const participant = demandStep(scene, role, isLast ? "selfie" : "document");
  const attempts = participant.attempts + 1;
  const hasPassed = status === "SUCCESS";
  const isOver = hasPassed || !mayTryAgain || attempts >= scene.transaction.workflow.attempts;
  const after: Participant = {
    ...participant,
    attempts,
    // They are the verification's from now on.
    captures: isOver ? captures : [],
    pending: null,
    refused: isOver ? [] : findings.filter(({ passed }) => !passed),
    step: isOver ? "done" : "document",
    outcome: isOver ? (hasPassed ? "passed" : "failed") : null,
  };
  const events = [
    ...(isLast ? [] : [selected(role, visit)]),
    told(verification, visit),
    ...(isOver ? [over(role, visit)] : []),
  ];
  return {
    ...change(withParticipant(scene, after), events),
    verifications: [verification],
    ...(isOver && { ended: { sessions: { role }, reason: "finished" as const } }),
  };
}

/** Somebody whose attempt did not do does not want another one. */
export function stop(scene: Scene, role: string, visit: Visit | undefined): Change {
  const participant = demandStep(scene, role, "document");
  const after: Participant = { ...participant, step: "done", outcome: "failed", refused: [], captures: [] };
  return {
    ...change(withParticipant(scene, after), [over(role, visit)]),
    ended: { sessions: { role }, reason: "finished" },
  };
}

function selected(role: string, visit: Visit | undefined): EventDraft {
  return { scenario: "document_selected", role, message: "A document was chosen and its pictures were taken.", visit };
}

function told({ kind, role, status, attempt }: Verification, visit: Visit | undefined): EventDraft {
  const hasFace = kind === "document_face_verification";
  return {
    scenario: hasFace ? "verification_doc_face" : "verification_doc_id",
    role,
    message: `The verification of the document${hasFace ? " with the face" : ""} came to ${status} at attempt ${attempt}.`,
    visit,
    fields: [{ name: "status", value: status }],
  };
}

function over(role: string, visit: Visit | undefined): EventDraft {
  return { scenario: "session_ended", role, message: "The session has ended: everything in it is done.", visit };
}
