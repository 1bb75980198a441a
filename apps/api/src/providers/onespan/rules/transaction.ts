import type { EventDraft } from "./event.ts";
import type { Finding, Verification } from "./verification.ts";
import type { Workflow } from "./workflow.ts";

export type TransactionStatus = "new" | "post_processing" | "completed" | "cancelled" | "expired" | "error";

/** As it was sent: what the provider does not name is kept too. */
export interface User extends Readonly<Record<string, unknown>> {
  readonly role: string;
  readonly first_name?: string;
  readonly middle_name?: string;
  readonly last_name?: string;
  readonly birth_surname?: string;
  readonly dob?: string;
  readonly phone_number?: string;
  readonly email?: string;
  readonly emails?: readonly string[];
  readonly address?: Readonly<Record<string, string>>;
}

/** Opens the hosted pages for one role. */
export interface Token {
  readonly role: string;
  readonly token: string;
  readonly version: number;
}

export interface Transaction {
  readonly id: string;
  readonly status: TransactionStatus;
  /** As it was when the transaction began. */
  readonly workflow: Workflow;
  readonly brandId: string | null;
  readonly urlSetKey: string;
  readonly language: string | null;
  readonly opaqueId: string | null;
  readonly configuration: Readonly<Record<string, unknown>> | null;
  /** What else the caller sent, kept as evidence. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly users: readonly User[];
  readonly tokens: readonly Token[];
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  readonly lenderSignedAt: Date | null;
  readonly lastSessionEvent: Date | null;
  readonly lastApiRequest: Date;
  /** In days. */
  readonly expiryPeriod: number;
  readonly expiresAt: Date;
  readonly disableNotifications: boolean;
  readonly disableRecording: boolean;
  /** Grows with each change. */
  readonly version: number;
  readonly eventCount: number;
  readonly eraseAt: Date | null;
  /** The evidence pack; null before there is one. */
  readonly evidenceFileId: string | null;
}

export type Step = "consent" | "document" | "selfie" | "agreements" | "signature" | "done";

/** A picture of the attempt that is under way. */
export interface Capture {
  readonly name: "document_front" | "document_back" | "selfie";
  readonly fileId: string;
  /** Which specimen it is; null for any other picture. */
  readonly specimen: string | null;
}

export interface Signature {
  /** As it was typed. */
  readonly name: string;
  readonly at: string;
  readonly sessionId: string | null;
  readonly ip: string | null;
}

/** What an attempt is known by before it has come to anything. */
export interface PendingVerification {
  readonly id: string;
  readonly revisionId: string;
  readonly vhubTransactionId: string;
  readonly at: string;
}

/** One role's way through the workflow. JSON: it is kept as it stands here. */
export interface Participant {
  readonly role: string;
  readonly step: Step;
  readonly outcome: "passed" | "failed" | "signed" | null;
  /** How many verifications there have been. */
  readonly attempts: number;
  readonly consentedAt: string | null;
  readonly captures: readonly Capture[];
  /** The attempt that has begun with the document and waits for the selfie. */
  readonly pending: PendingVerification | null;
  /** Why the last attempt did not do, where another one is possible. */
  readonly refused: readonly Finding[];
  /** The ids of the documents that were shown. */
  readonly presented: readonly string[];
  /** The ids of the documents that were accepted. */
  readonly accepted: readonly string[];
  readonly signature: Signature | null;
}

/** An agreement. JSON: it is kept as it stands here. */
export interface TransactionDocument {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly description: string | null;
  readonly documentTemplateId: string | null;
  readonly groups: readonly string[];
  /** `sfs://…` */
  readonly content: string;
  readonly fileId: string;
  readonly size: number;
  readonly sha256: string;
  /** What everybody has signed; null before. */
  readonly signed: { readonly fileId: string; readonly size: number; readonly sha256: string } | null;
}

/** All that decides what becomes of a transaction. */
export interface Scene {
  readonly transaction: Transaction;
  /** In the order in which roles are first named by users, then by tokens. */
  readonly participants: readonly Participant[];
  readonly documents: readonly TransactionDocument[];
}

/** What becomes of a transaction, and what follows from that. */
export interface Change {
  readonly scene: Scene;
  readonly events: readonly EventDraft[];
  /** New by this change. */
  readonly verifications: readonly Verification[];
  /** The sessions that are over by this change, as far as they are open: these, a role's, or all. */
  readonly ended?: {
    readonly sessions: "all" | Pick<Participant, "role"> | readonly string[];
    readonly reason: EndReason;
  };
  /** Files that are the transaction's by this change. */
  readonly files?: readonly string[];
}

/** Why a session is over. */
export type EndReason = "finished" | "timeout" | "left" | "closed";
