/** One thing that was looked at. */
export interface Finding {
  /** `document_not_expired`, `name_matches` … */
  readonly code: string;
  readonly passed: boolean;
  readonly message: string;
}

/** What was read from a document. */
export interface DocumentData {
  readonly type: "passport" | "id_card" | "driving_licence";
  readonly number: string;
  readonly issuingCountry: string;
  readonly firstName: string;
  readonly lastName: string;
  /** `yyyy-mm-dd` */
  readonly dateOfBirth: string;
  /** `yyyy-mm-dd` */
  readonly dateOfExpiry: string;
}

/** A picture as the provider names it, such as `image_submitted_document_front`. */
export interface VerifiedImage {
  readonly name: string;
  readonly fileId: string;
}

/** What one attempt to verify a person came to. */
export interface Verification {
  /** The verification hub's id of it, by which its images are asked for. */
  readonly id: string;
  /** From 0, in the transaction. */
  readonly number: number;
  readonly role: string;
  readonly kind: "document_id_authentication" | "document_face_verification";
  readonly name: "doc_id" | "doc_face";
  readonly status: "SUCCESS" | "FAILED" | "IN_PROGRESS";
  /** From 0 to 100. */
  readonly score: number;
  readonly threshold: number;
  readonly findings: readonly Finding[];
  readonly document: DocumentData | null;
  readonly images: readonly VerifiedImage[];
  readonly revisionId: string;
  readonly vhubWorkflowId: string;
  readonly vhubTransactionId: string;
  /** From 1, of this role. */
  readonly attempt: number;
  readonly at: Date;
}
