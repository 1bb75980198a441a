import { Refusal } from "@understudy/domain";
import type { EventDraft, Visit } from "../event.ts";
import type { Change, Participant, Scene, TransactionDocument } from "../transaction.ts";
import { change, demandNew, demandStep, participantOf, withParticipant } from "./scene.ts";

/** The documents that a role reads and signs: those that name no group, and those that name the role. */
export function documentsOf({ documents, transaction }: Scene, role: string): readonly TransactionDocument[] {
  const { roles } = transaction.workflow;
  return documents.filter(({ groups }) => groups.includes(role) || !groups.some((group) => roles.includes(group)));
}

/** A document is put before somebody's eyes. Undefined where it was before: looking again is nothing new. */
export function present(scene: Scene, role: string, documentId: string, visit: Visit | undefined): Change | undefined {
  demandNew(scene);
  const { id } = documentOf(scene, role, documentId);
  const participant = participantOf(scene, role);
  if (participant.presented.includes(id)) return undefined;
  const after = { ...participant, presented: [...participant.presented, id] };
  return change(withParticipant(scene, after), [readEvent("presented", role, id, visit)]);
}

/** A document is taken along. */
export function download(scene: Scene, role: string, documentId: string, visit: Visit | undefined): Change {
  demandNew(scene);
  const { id } = documentOf(scene, role, documentId);
  return change(scene, [readEvent("downloaded", role, id, visit)]);
}

function readEvent(how: "presented" | "downloaded", role: string, id: string, visit: Visit | undefined): EventDraft {
  const message = `The document ${id} was ${how}.`;
  return { scenario: `document_${how}`, role, message, visit, documentReferences: [id] };
}

/** Somebody has read a document and accepts it; after the last one the signature is next. */
export function accept(scene: Scene, role: string, documentId: string, visit: Visit | undefined): Change {
  const participant = demandStep(scene, role, "agreements");
  const { title } = documentOf(scene, role, documentId);
  if (participant.accepted.includes(documentId)) throw new Refusal("conflict", `${title} was accepted before.`);
  const accepted = [...participant.accepted, documentId];
  const isLast = documentsOf(scene, role).every(({ id }) => accepted.includes(id));
  const after: Participant = { ...participant, accepted, step: isLast ? "signature" : "agreements" };
  const message = `The document ${documentId} was accepted.`;
  const event: EventDraft = { scenario: "document_accepted", role, message, visit, documentReferences: [documentId] };
  return change(withParticipant(scene, after), [event]);
}

/** Somebody signs all documents of theirs by typing a name. */
export function sign(scene: Scene, role: string, name: string, visit: Visit | undefined, now: Date): Change {
  const participant = demandStep(scene, role, "signature");
  const documents = documentsOf(scene, role);
  const references = documents.map(({ id }) => id);
  const signature = {
    name,
    at: now.toISOString(),
    sessionId: visit?.sessionId ?? null,
    ip: visit?.device.ip_address ?? null,
  };
  const after: Participant = { ...participant, step: "done", outcome: "signed", signature };
  const events: readonly EventDraft[] = [
    {
      scenario: "signature_accepted",
      role,
      message: "The signature was accepted.",
      visit,
      documentReferences: references,
    },
    ...documents.map(({ id }): EventDraft => {
      return {
        scenario: "document_signed",
        role,
        message: `The document ${id} was signed.`,
        visit,
        documentReferences: [id],
      };
    }),
    { scenario: "signature_signed", role, message: "Everything is signed.", visit, documentReferences: references },
    { scenario: "session_ended", role, message: "The session has ended: everything in it is done.", visit },
  ];
  return { ...change(withParticipant(scene, after), events), ended: { sessions: { role }, reason: "finished" } };
}

function documentOf(scene: Scene, role: string, documentId: string): TransactionDocument {
  const found = documentsOf(scene, role).find(({ id }) => id === documentId);
  if (found) return found;
  throw new Refusal("absent", `The transaction ${scene.transaction.id} has no document ${documentId} for ${role}.`);
}
