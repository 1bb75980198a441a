/** What a person is led through. */
export type WorkflowKind = "document" | "document_with_face" | "agreement_signing";

export interface Consent {
  /** Explicit consent asks for a tick on the welcome page. */
  readonly mode: "implicit" | "explicit";
  readonly text: string;
}

/** Where somebody is led back to. `{{userRole}}`, `{{transactionId}}` and `{{opaqueId}}` stand for what they say. */
export interface Redirect {
  /** `REDIRECT_DOCID_PASS` … */
  readonly id: string;
  readonly url: string;
}

/** Who is told of what happens in a workflow's transactions. */
export interface NotificationTarget {
  readonly url: string;
  readonly scenarios: readonly string[];
}

/** What Professional Services set up for a tenant. */
export interface WorkflowDefinition {
  readonly name: string;
  readonly kind: WorkflowKind;
  readonly roles: readonly string[];
  readonly consent: Consent;
  /** How many verifications one person has at most. */
  readonly attempts: number;
  /** Whether the lender signs after everybody else. */
  readonly lenderSignature: boolean;
  /** Days that a transaction lives. */
  readonly expiryPeriod: number;
  /** After how long without a request a session is over. */
  readonly sessionTimeoutMs: number;
  readonly redirects: readonly Redirect[];
  readonly notifications: readonly NotificationTarget[];
}

export interface Workflow extends WorkflowDefinition {
  readonly id: string;
}
