import type { TransactionEvent } from "./event.ts";
import type { Participant, Scene, Transaction, TransactionDocument, User } from "./transaction.ts";
import type { Verification } from "./verification.ts";
import type { Workflow } from "./workflow.ts";

export const transactionId = "dcaad720-d1e9-47ba-a76b-a6370ef0373b";
export const createdAt = new Date("2030-01-01T09:00:00.132Z");

export const workflow: Workflow = {
  ...{
    id: "80b601c9-f102-4761-9eaa-90ba8fcb58b6",
    name: "Account opening",
    kind: "document",
    roles: ["signer1", "oss"],
  },
  consent: { mode: "implicit", text: "I agree." },
  ...{ attempts: 3, lenderSignature: false, expiryPeriod: 90, sessionTimeoutMs: 1_800_000 },
  ...{ redirects: [], notifications: [] },
};

export const user: User = {
  ...{ role: "signer1", title: "Mr.", first_name: "John", middle_name: "", last_name: "Doe", birth_surname: "B" },
  ...{ dob: "1999-01-01T00:00:00.000Z", phone_number: "+12345678900", groups: ["visible"] },
  address: {
    ...{ flat_or_appartment_number: "123", house_name: "MyHouse", house_number: "456", post_code: "AB1 2CD" },
    ...{ country_code: "GB", county_or_province: "Kent", po_box: "1234", street: "High Street", town: "Deal" },
    city: "Canterbury",
  },
};

const transaction: Transaction = {
  ...{ id: transactionId, status: "new", workflow, brandId: "onespan", urlSetKey: "default", language: "english" },
  ...{ opaqueId: "loan=1234", configuration: null, metadata: null, users: [user], tokens: [] },
  ...{ createdAt, completedAt: null, lenderSignedAt: null, lastSessionEvent: null, lastApiRequest: createdAt },
  ...{ expiryPeriod: 90, expiresAt: new Date("2030-04-01T09:00:00.132Z"), disableNotifications: false },
  ...{ disableRecording: false, version: 1, eventCount: 1, eraseAt: null, evidenceFileId: null },
};

export function participant(role: string, outcome: Participant["outcome"] = null): Participant {
  const step = outcome === null ? "consent" : "done";
  const nothing = { consentedAt: null, pending: null, signature: null };
  const none = { captures: [], refused: [], presented: [], accepted: [] };
  return { role, step, outcome, attempts: 0, ...nothing, ...none };
}

export function sceneWith(
  changed: Partial<Transaction> = {},
  participants: readonly Participant[] = [participant("signer1")],
  documents: readonly TransactionDocument[] = [],
): Scene {
  return { transaction: { ...transaction, ...changed }, participants, documents };
}

export function verification(changed: Partial<Verification> = {}): Verification {
  return {
    ...{ id: "3e16826f-fb30-4cfb-bc7d-ac96545e0111", number: 0, role: "signer1", attempt: 1 },
    ...{ kind: "document_id_authentication", name: "doc_id", status: "SUCCESS", score: 96, threshold: 70 },
    findings: [{ code: "document_not_expired", passed: true, message: "The document has not expired." }],
    document: {
      ...{ type: "passport", number: "P12345678", issuingCountry: "GBR", firstName: "John", lastName: "Doe" },
      ...{ dateOfBirth: "1999-01-01", dateOfExpiry: "2034-05-06" },
    },
    images: [{ name: "image_submitted_document_front", fileId: "2f6b9d04-83ce-4a17-b5d0-9e7c1a3f5b68" }],
    revisionId: "3dc47509-a2c3-41ff-aa5b-2f1cfa95b321",
    vhubWorkflowId: "3e16826f-fb30-4cfb-bc7d-ac96545e0e93",
    vhubTransactionId: "4254041b-1228-44c0-8455-627553987636",
    at: new Date(1657216749097),
    ...changed,
  };
}

export function event(changed: Partial<TransactionEvent> = {}): TransactionEvent {
  return {
    ...{ id: "0b3f7a62-94d1-4e58-8c27-a6f5d1e03b94", number: 0, scenario: "transaction_created", at: createdAt },
    ...{ sessionId: null, role: null, message: "The process has started.", fields: [], documentReferences: [] },
    ...{ clientDevice: null, ...changed },
  };
}
