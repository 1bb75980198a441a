import { consentModeOf } from "../../rules/consent.ts";
import type { Participant, TransactionDocument } from "../../rules/transaction.ts";
import type { Part, Section } from "../drawing/contents.ts";
import { type Fact, facts, manyFacts } from "../drawing/table.ts";
import { counted, moment, spoken } from "../drawing/words.ts";
import { completionOf, type EvidencePack, resultOf } from "./pack.ts";
import { code, factsOf, told } from "./values.ts";

export function summary(pack: EvidencePack): Section {
  const { configuration, metadata } = pack.transaction;
  const sent = [...(configuration ? factsOf(configuration) : []), ...(metadata ? factsOf(metadata) : [])];
  return {
    title: "Transaction summary",
    place: "summary",
    *draw(paper) {
      facts(paper, transactionFacts(pack));
      yield;
    },
    parts: [
      listing("Workflow", workflowFacts(pack)),
      ...(sent.length > 0 ? [listing("Configuration and metadata", sent)] : []),
      ...pack.participants.map((participant) =>
        listing(`Participant ${participant.role}`, participantFacts(pack, participant)),
      ),
    ],
  };
}

function listing(title: string, list: readonly Fact[]): Part {
  return {
    title,
    draw: (paper) => manyFacts(paper, list),
  };
}

function transactionFacts(pack: EvidencePack): readonly Fact[] {
  const { transaction } = pack;
  const { status, completedAt } = completionOf(pack);
  return [
    ["Transaction ID", code(transaction.id)],
    ["Status", spoken(status)],
    ["Result", resultOf(pack)],
    ["Tenant", pack.tenantId],
    ["Brand", transaction.brandId ?? "None"],
    ["URL set", transaction.urlSetKey],
    ["Language", transaction.language ?? "None"],
    ["Caller's reference", told(transaction.opaqueId) || "None"],
    ["Created", moment(transaction.createdAt)],
    ["Completed", momentOr(completedAt, "No")],
    ["Last event of a session", momentOr(transaction.lastSessionEvent, "None")],
    ["Expires", `${moment(transaction.expiresAt)}, ${counted(transaction.expiryPeriod, "day")} after it began`],
    ["Notifications", transaction.disableNotifications ? "Off" : "On"],
    ["Recording", transaction.disableRecording ? "Off" : "On"],
  ];
}

function workflowFacts({ transaction: { workflow, configuration, lenderSignedAt } }: EvidencePack): readonly Fact[] {
  const mode = consentModeOf(configuration, workflow);
  const lender = lenderSignedAt ? `Signed at ${moment(lenderSignedAt)}` : workflow.lenderSignature ? "Awaited" : "None";
  return [
    ["Name", workflow.name],
    ["Workflow ID", code(workflow.id)],
    ["Kind", kinds[workflow.kind]],
    ["Roles", workflow.roles.join(", ")],
    ["Attempts per person", String(workflow.attempts)],
    ["Signature of the lender", lender],
    ["Session ends", `after ${counted(workflow.sessionTimeoutMs / 60_000, "minute")} without a request`],
    ["Consent", [{ text: spoken(mode) }, { text: told(workflow.consent.text) }]],
  ];
}

const kinds = {
  document: "Identity document",
  document_with_face: "Identity document with face",
  agreement_signing: "Agreement signing",
} as const;

function participantFacts({ transaction, documents }: EvidencePack, participant: Participant): readonly Fact[] {
  const { role, outcome, step, attempts, consentedAt, accepted, signature } = participant;
  const { role: _, ...person } = transaction.users.find((user) => user.role === role) ?? { role };
  return [
    ["Outcome", outcome ? spoken(outcome) : `Undecided, at the step ${step}`],
    ...factsOf(person),
    ["Consented", momentOr(consentedAt === null ? null : new Date(consentedAt), "No")],
    ["Attempts", String(attempts)],
    ...(accepted.length > 0 ? [["Accepted", titlesOf(documents, accepted)] as const] : []),
    ...(signature ? signatureFacts(signature) : []),
  ];
}

function signatureFacts({ name, at, ip }: NonNullable<Participant["signature"]>): readonly Fact[] {
  return [
    ["Signed as", { text: name, face: "hand", size: 12 }],
    ["Signed at", moment(new Date(at))],
    ["Signed from", ip ?? "Unknown"],
  ];
}

function titlesOf(documents: readonly TransactionDocument[], ids: readonly string[]): string {
  return ids.map((id) => documents.find((document) => document.id === id)?.title ?? id).join(", ");
}

function momentOr(at: Date | null, otherwise: string): string {
  return at ? moment(at) : otherwise;
}
