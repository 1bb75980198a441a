/**
 * What may happen (providers/onespan.md 6, with OD-10 for the names that no source has). A workflow may ask to be told of
 * three more of the provider's, which only its control spec names: nobody prints anything here, or is sent a code.
 */
export const scenarios = [
  "transaction_created",
  "transaction_completed",
  "transaction_expired",
  "transaction_cancelled",
  "transaction_error",
  "transaction_ready_for_lender",
  "session_started",
  "session_ended",
  "session_error",
  "document_selected",
  "document_presented",
  "document_downloaded",
  "document_accepted",
  "document_signed",
  "document_added",
  "page_view_created",
  "signature_accepted",
  "signature_signed",
  "verification_doc_id",
  "verification_doc_face",
  "audit_trail_generated",
  "audit_trail_error",
  "consent_accepted",
  "transaction_marked_for_erasure",
  "transaction_unmarked",
] as const;
export type Scenario = (typeof scenarios)[number];

export interface EventField {
  readonly name: string;
  readonly value: string;
}

/** What a browser tells of itself. */
export interface ClientDevice {
  readonly ip_address: string;
  readonly name: string;
}

/** The visit in which something happens. */
export interface Visit {
  readonly sessionId: string;
  readonly device: ClientDevice;
}

/** Something that happens, before it is written. */
export interface EventDraft {
  readonly scenario: Scenario;
  readonly role: string | null;
  readonly message: string;
  readonly visit?: Visit | undefined;
  readonly fields?: readonly EventField[];
  /** The ids of documents. */
  readonly documentReferences?: readonly string[];
}

/**
 * Something that happened. Of the person it tells the role, and the address and browser of whoever is on the pages: nothing
 * that the caller has said of them, so that who is told of events does not learn who it is.
 */
export interface TransactionEvent {
  readonly id: string;
  /** From 0. */
  readonly number: number;
  readonly scenario: Scenario;
  readonly at: Date;
  readonly sessionId: string | null;
  readonly role: string | null;
  readonly message: string;
  readonly fields: readonly EventField[];
  readonly documentReferences: readonly string[];
  readonly clientDevice: ClientDevice | null;
}

/** One visit of a person. */
export interface Session {
  readonly id: string;
  readonly transactionId: string;
  readonly role: string;
  /** Opens its page. */
  readonly key: string;
  readonly userAgent: string;
  readonly ip: string;
  readonly createdAt: Date;
  readonly lastRequestAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
}
