import { createHash } from "node:crypto";
import type { Session, TransactionEvent } from "../../rules/event.ts";
import type { Participant, Transaction, TransactionDocument } from "../../rules/transaction.ts";
import type { Verification } from "../../rules/verification.ts";
import type { Workflow } from "../../rules/workflow.ts";
import type { EvidencePack } from "../evidence/pack.ts";

export const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 10, 15, 0, 123) + seconds * 1000);
export const idOf = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
export const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const workflow: Workflow = {
  id: idOf(1),
  name: "Document with face",
  kind: "document_with_face",
  roles: ["Borrower", "Guarantor"],
  consent: { mode: "explicit", text: "I agree that my document and my face are compared." },
  attempts: 3,
  lenderSignature: false,
  expiryPeriod: 90,
  sessionTimeoutMs: 900_000,
  redirects: [],
  notifications: [],
};

export const transaction: Transaction = {
  id: idOf(0xabc),
  status: "post_processing",
  workflow,
  brandId: "acme",
  urlSetKey: "default",
  language: "english",
  opaqueId: "order=1234",
  configuration: { redirects: [{ id: "REDIRECT_DOCID_PASS", url: "https://example.com/pass?user={{userRole}}" }] },
  metadata: { branch: "Łódź", campaign: { name: "spring", year: 2026 } },
  users: [
    {
      role: "Borrower",
      first_name: "Zażółć",
      last_name: "Гончарова",
      dob: "1990-04-23T00:00:00.000Z",
      emails: ["anna@example.com"],
      address: { country_code: "GB", city: "London", flat_or_appartment_number: "4b" },
    },
    { role: "Guarantor", first_name: "Ελευθερία", last_name: "Παπαδοπούλου" },
  ],
  tokens: [{ role: "Borrower", token: "secret-token", version: 0 }],
  createdAt: at(0),
  completedAt: null,
  lenderSignedAt: null,
  lastSessionEvent: at(300),
  lastApiRequest: at(1),
  expiryPeriod: 90,
  expiresAt: new Date(at(0).getTime() + 90 * 86_400_000),
  disableNotifications: false,
  disableRecording: false,
  version: 7,
  eventCount: 9,
  eraseAt: null,
  evidenceFileId: null,
};

const participant = (role: string, given: Partial<Participant> = {}): Participant => ({
  role,
  step: "done",
  outcome: "passed",
  attempts: 1,
  consentedAt: at(20).toISOString(),
  captures: [],
  pending: null,
  presented: [],
  refused: [],
  accepted: [],
  signature: null,
  ...given,
});

export const event = (
  number: number,
  scenario: TransactionEvent["scenario"],
  given: Partial<TransactionEvent> = {},
): TransactionEvent => ({
  id: idOf(0x100 + number),
  number,
  scenario,
  at: at(number * 7),
  sessionId: null,
  role: null,
  message: `Event number ${number}.`,
  fields: [],
  documentReferences: [],
  clientDevice: null,
  ...given,
});

export const session = (number: number, role: string): Session => ({
  id: idOf(0x200 + number),
  transactionId: transaction.id,
  role,
  key: "secret-key",
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
  ip: "203.0.113.7",
  createdAt: at(number * 60),
  lastRequestAt: at(number * 60 + 55),
  endedAt: number === 3 ? null : at(number * 60 + 58),
  endReason: number === 3 ? null : "finished",
});

export const verification = (number: number, given: Partial<Verification> = {}): Verification => ({
  id: idOf(0x300 + number),
  number,
  role: "Borrower",
  kind: "document_face_verification",
  name: "doc_face",
  status: "SUCCESS",
  score: 93,
  threshold: 70,
  findings: [
    { code: "document_readable", passed: true, message: "The document can be read." },
    { code: "document_not_expired", passed: true, message: "The document is valid." },
    { code: "name_matches", passed: true, message: "The name is that of the transaction." },
    { code: "face_matches", passed: true, message: "The face is that of the document." },
  ],
  document: {
    type: "passport",
    number: "XK482910",
    issuingCountry: "UA",
    firstName: "Zażółć",
    lastName: "Гончарова",
    dateOfBirth: "1990-04-23",
    dateOfExpiry: "2031-05-01",
  },
  images: [
    { name: "image_submitted_document_front", fileId: `front-${number}` },
    { name: "image_submitted_selfie", fileId: `selfie-${number}` },
  ],
  revisionId: idOf(0x400 + number),
  vhubWorkflowId: idOf(0x500),
  vhubTransactionId: idOf(0x600 + number),
  attempt: number + 1,
  at: at(200 + number * 40),
  ...given,
});

const failedFindings = [
  { code: "document_readable", passed: true, message: "The document can be read." },
  { code: "document_not_expired", passed: false, message: "The document expired on 2019-02-28." },
];

/** An agreement whose bytes are those of the pack's file of its id. */
export const agreement = (id: string, title: string, bytes: Uint8Array, signed?: Uint8Array): TransactionDocument => ({
  id,
  version: 1,
  title,
  description: "What both sides agree to.",
  documentTemplateId: idOf(0x700),
  groups: ["visible"],
  content: "sfs://understudy/default/onespan/transaction/x/y",
  fileId: id,
  size: bytes.byteLength,
  sha256: digest(bytes),
  signed: signed ? { fileId: `${id}-signed`, size: signed.byteLength, sha256: digest(signed) } : null,
});

/** A pack with two people, one of whom needed a second attempt. */
export function packOf(files: Readonly<Record<string, Uint8Array>>, given: Partial<EvidencePack> = {}): EvidencePack {
  const visit = { sessionId: session(1, "").id, role: "Borrower" };
  return {
    transaction,
    tenantId: "tenant-0123456789ab",
    participants: [participant("Borrower", { attempts: 2 }), participant("Guarantor")],
    documents: [],
    events: [
      event(0, "transaction_created", { message: "The transaction was created." }),
      event(1, "session_started", { ...visit, message: "The session has started." }),
      event(2, "consent_accepted", {
        ...visit,
        message: "Consent was given.",
        fields: [{ name: "consent", value: "accepted" }],
      }),
      event(3, "document_selected", { ...visit, message: "A document was chosen and its pictures were taken." }),
      event(4, "verification_doc_face", { ...visit, message: "The verification came to FAILED at attempt 1." }),
      event(5, "verification_doc_face", { ...visit, message: "The verification came to SUCCESS at attempt 2." }),
      event(6, "session_ended", { ...visit, message: "The session has ended: everything in it is done." }),
    ],
    sessions: [session(1, "Borrower"), session(2, "Guarantor"), session(3, "Guarantor")],
    verifications: [
      verification(0, { status: "FAILED", score: 31, findings: failedFindings }),
      verification(1),
      verification(2, { role: "Guarantor", attempt: 1 }),
    ],
    read: async (fileId) => files[fileId],
    generatedAt: at(400),
    ...given,
  };
}

export { participant };
