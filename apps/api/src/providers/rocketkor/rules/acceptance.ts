import type { Actor } from "./actor.ts";
import { type Customer, displayNameOf } from "./customer.ts";
import { currentVersionOf, documentOf } from "./documents.ts";
import type { DocumentReference } from "./step.ts";

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

/** What is said to one version of a document. */
type Response = Pick<Acceptance, "documentId" | "documentVersion" | "accepted" | "respondedAt">;

/** What it is about, and who writes it down. */
type Circumstances = Pick<Acceptance, "id" | "accountId" | "workflowId" | "createdBy" | "createdAt">;

/** That a customer has said so. */
export function acceptanceOf(response: Response, customer: Customer, circumstances: Circumstances): Acceptance {
  const { documentId, documentVersion, accepted, respondedAt } = response;
  const { id, accountId, workflowId, createdBy, createdAt } = circumstances;
  return {
    ...{ id, documentId, documentVersion, acceptorType: "CUSTOMER", acceptorId: customer.id },
    ...{ acceptorName: displayNameOf(customer), accountId, workflowId, accepted, respondedAt, createdBy, createdAt },
  };
}

/** A yes to a document as it stands now. */
export function acceptedNow({ documentId }: DocumentReference, now: Date): Response {
  const document = documentOf(documentId);
  if (!document) throw new Error(`There is no document ${documentId}.`);
  return { documentId, documentVersion: currentVersionOf(document).version, accepted: true, respondedAt: now };
}
