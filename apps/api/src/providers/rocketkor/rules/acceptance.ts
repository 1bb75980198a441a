import { type Actor, internal } from "./actor.ts";
import { currentVersionOf, documentOf } from "./documents.ts";
import type { DocumentReference } from "./step.ts";
import type { Workflow } from "./workflow.ts";

/** That somebody has accepted one version of a document. */
export interface Acceptance {
  readonly id: string;
  readonly documentId: string;
  readonly documentVersion: string;
  readonly acceptorType: "CUSTOMER" | "EMPLOYEE" | "SERVICE_ACCOUNT";
  readonly acceptorId: string;
  /** Who that is, as the document says it. */
  readonly acceptorName: string;
  /** The account that it is about, if any. */
  readonly accountId: string | null;
  readonly workflowId: string | null;
  readonly accepted: boolean;
  readonly respondedAt: Date;
  readonly createdBy: Actor;
  readonly createdAt: Date;
}

export function acceptanceOf(
  { documentId }: DocumentReference,
  acceptor: { readonly id: string; readonly name: string },
  { id: workflowId, accountId }: Workflow,
  id: string,
  now: Date,
): Acceptance {
  const document = documentOf(documentId);
  if (!document) throw new Error(`There is no document ${documentId}.`);
  return {
    id,
    documentId,
    documentVersion: currentVersionOf(document).version,
    acceptorType: "CUSTOMER",
    acceptorId: acceptor.id,
    acceptorName: acceptor.name,
    ...{ accountId, workflowId, accepted: true, respondedAt: now, createdBy: internal, createdAt: now },
  };
}
