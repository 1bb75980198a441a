import type { Consent, Workflow, WorkflowDefinition, WorkflowKind } from "./workflow.ts";

const hour = 3_600_000;

/** How long a session creation token is good until somebody sets it otherwise (providers/onespan.md OD-12). */
export const firstSessionTokenLifetimeMs = 24 * hour;

/** What holds for a workflow that does not say. */
export const usual = {
  attempts: 3,
  lenderSignature: false,
  expiryPeriod: 90,
  sessionTimeoutMs: hour / 2,
  redirects: [],
  notifications: [],
} as const satisfies Partial<WorkflowDefinition>;

/** In words of ours: what the provider's pages say is in no source. */
export function usualConsent(kind: WorkflowKind): Consent {
  return { mode: "implicit", text: texts[kind] };
}

const texts: Readonly<Record<WorkflowKind, string>> = {
  document: "I agree that my document is used to verify who I am.",
  document_with_face: "I agree that my document and my picture are used to verify who I am.",
  agreement_signing: "I agree to read and sign electronically.",
};

export interface FoundedIds {
  readonly documentWorkflowId: string;
  readonly faceWorkflowId: string;
  /** Of another one like it, where there is to be one. */
  readonly secondFaceWorkflowId?: string;
  readonly agreementWorkflowId: string;
  readonly documentTemplateId: string;
}

/** Every role that the provider's samples name, so that each of them can be pasted (5.3). */
const roles = ["Customer", "Borrower", "signer1", "oss", "unknown"];

/** One workflow of each kind at least, the one that most integrations want last: lists begin with the newest. */
export function foundedWorkflows(ids: FoundedIds): readonly Workflow[] {
  const { secondFaceWorkflowId: second } = ids;
  return [
    foundedWorkflow(ids.agreementWorkflowId, "agreement_signing", "Agreement signing"),
    foundedWorkflow(ids.documentWorkflowId, "document", "Document verification"),
    ...(second ? [foundedWorkflow(second, "document_with_face", "Document verification with face, the second")] : []),
    foundedWorkflow(ids.faceWorkflowId, "document_with_face", "Document verification with face"),
  ];
}

function foundedWorkflow(id: string, kind: WorkflowKind, name: string): Workflow {
  return { id, name, kind, roles, consent: usualConsent(kind), ...usual };
}

/** The agreement that is built in, so that something can be signed before anything is uploaded. */
export function foundedTemplate({ documentTemplateId: id }: FoundedIds) {
  return {
    id,
    title: "Account agreement",
    description: "What holds for an account with us.",
    groups: [],
    fileId: null,
  };
}
