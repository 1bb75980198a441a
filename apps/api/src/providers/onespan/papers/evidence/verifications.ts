import type { DocumentData, Verification } from "../../rules/verification.ts";
import { chip, moods, scoreBar } from "../drawing/chip.ts";
import { colors } from "../drawing/colors.ts";
import type { Part, Section } from "../drawing/contents.ts";
import { gap, margins, measure, type Paper, paragraph, room, writeAt } from "../drawing/paper.ts";
import { type Cell, type Fact, facts, table } from "../drawing/table.ts";
import { moment, spoken } from "../drawing/words.ts";
import { imagePlace } from "./captured.ts";
import type { EvidencePack } from "./pack.ts";
import { code } from "./values.ts";

export function verificationResults({ verifications }: EvidencePack): Section {
  return {
    title: "Verification results",
    place: "verifications",
    *draw(paper) {
      if (verifications.length === 0) paragraph(paper, "Nobody's identity was verified in this transaction.");
      yield;
    },
    parts: verifications.map(result),
  };
}

const kinds = {
  document_id_authentication: "identity document",
  document_face_verification: "identity document with face",
} as const;

function result(verification: Verification): Part {
  const { role, attempt, kind } = verification;
  return {
    title: `${role}, attempt ${attempt}: ${kinds[kind]}`,
    *draw(paper) {
      drawOutcome(paper, verification);
      yield* table(paper, columns, verification.findings.map(finding));
      facts(paper, [...identifiers(verification), ...read(verification.document)]);
      yield;
    },
  };
}

function drawOutcome(paper: Paper, { status, score, threshold }: Verification): void {
  room(paper, 130);
  const { y } = paper.pdf;
  const [word, mood] = status === "SUCCESS" ? (["Passed", "good"] as const) : (["Failed", "bad"] as const);
  chip(paper, word, mood, margins.left, y);
  const x = margins.left + 96;
  const width = measure - 96 - 150;
  scoreBar(paper, { score, threshold }, { x, y: y + 6, width });
  writeAt(paper, `Score ${score}, threshold ${threshold}`, x + width + 16, y + 4.5, { size: 9, color: colors.soft });
  paper.pdf.y = y;
  gap(paper, 34);
}

const columns = [
  { title: "", width: 28 },
  { title: "Finding", width: 300 },
  { title: "Code", width: 155.28 },
];

function finding({ code: name, passed, message }: Verification["findings"][number]): readonly Cell[] {
  const { color } = moods[passed ? "good" : "bad"];
  return [
    { text: passed ? "✓" : "✗", face: "bold", size: 10, color },
    message,
    { text: name, face: "mono", size: 7, color: colors.soft },
  ];
}

function identifiers(verification: Verification): readonly Fact[] {
  return [
    ["Decided", moment(verification.at)],
    ["Verification ID", code(verification.id)],
    ["Hub transaction ID", code(verification.vhubTransactionId)],
    ["Hub workflow ID", code(verification.vhubWorkflowId)],
    ["Revision ID", code(verification.revisionId)],
    ["Images", images(verification)],
  ];
}

function images(verification: Verification): Cell {
  if (verification.images.length === 0) return "None";
  return verification.images.map((image) => ({
    text: image.name,
    color: colors.accent,
    to: imagePlace(verification, image),
  }));
}

function read(document: DocumentData | null): readonly Fact[] {
  if (document === null) return [["Read from the document", "Nothing"]];
  const lines = [
    `${spoken(document.type)} ${document.number}, issued by ${document.issuingCountry}`,
    `${document.firstName} ${document.lastName}, born on ${document.dateOfBirth}`,
    `Valid until ${document.dateOfExpiry}`,
  ];
  return [["Read from the document", lines.map((text) => ({ text }))]];
}
