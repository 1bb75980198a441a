import { createHash } from "node:crypto";
import type { Signature } from "../rules/transaction.ts";
import { append } from "./appending/append.ts";
import { attach } from "./drawing/attached.ts";
import { colors } from "./drawing/colors.ts";
import { drawFooters } from "./drawing/footer.ts";
import { bytesOf, gap, heading, newPaper, type Paper, paragraph, room, write } from "./drawing/paper.ts";
import { facts } from "./drawing/table.ts";
import { fileSize, moment } from "./drawing/words.ts";

/** Who has signed, and how it is known. */
export interface SignatureLine extends Signature {
  readonly role: string;
  readonly transactionId: string;
}

/**
 * An agreement with a page behind it that says who has signed it. The agreement itself is untouched: the copy begins with
 * the bytes of it. Where no page can be put behind it, as it is encrypted or no reader could make sense of it, the copy is
 * that page alone and carries the agreement as an attached file. It never fails on what the agreement holds, and one that
 * was made to do harm holds up nobody but its own sandbox.
 */
export async function signedCopy(
  pdf: Uint8Array,
  signatures: readonly SignatureLine[],
  { sandboxId }: { readonly sandboxId: string },
): Promise<Uint8Array> {
  const [first] = signatures;
  if (first === undefined) return pdf;
  const madeAt = new Date(Math.max(...signatures.map(({ at }) => Date.parse(at))));
  const open = async () => newPaper({ title: "Signed agreement", madeAt });
  const behind = async (pages: number) => {
    const paper = await open();
    paper.pdf.addPage();
    heading(paper, "Signatures");
    paragraph(
      paper,
      `${pages === 1 ? "The page before this one was" : `The ${pages} pages before this one were`} read, accepted and signed electronically.`,
    );
    return finished(paper, pdf, signatures, pages);
  };
  return (await append(pdf, behind, sandboxId)) ?? cover(await open(), pdf, signatures, madeAt);
}

/** The agreement goes along as it is. */
async function cover(paper: Paper, pdf: Uint8Array, signatures: readonly SignatureLine[], at: Date) {
  paper.pdf.addPage();
  heading(paper, "Signed agreement");
  paragraph(
    paper,
    "The agreement was read, accepted and signed electronically. It is protected against changes, or built so that no page can be put behind it; it is therefore attached to this page as agreement.pdf, byte for byte.",
  );
  attach(paper.pdf, {
    name: "agreement.pdf",
    mediaType: "application/pdf",
    description: "The agreement",
    bytes: pdf,
    at,
  });
  return finished(paper, pdf, signatures, 0);
}

async function finished(paper: Paper, pdf: Uint8Array, signatures: readonly SignatureLine[], before: number) {
  facts(paper, [
    ["Agreement", fileSize(pdf.byteLength)],
    ["SHA-256", { text: createHash("sha256").update(pdf).digest("hex"), face: "mono", size: 7.6 }],
  ]);
  gap(paper, 10);
  for (const signature of signatures) drawSignature(paper, signature);
  drawFooters(paper, `Signatures of transaction ${signatures[0]?.transactionId}`, { before });
  paper.pdf.end();
  return bytesOf(paper.pdf);
}

function drawSignature(paper: Paper, { name, role, at, ip, sessionId, transactionId }: SignatureLine): void {
  room(paper, 190);
  write(paper, "Signed by", { size: 8, color: colors.soft });
  write(paper, name, { face: "hand", size: 22, color: colors.accentDeep });
  gap(paper, 4);
  facts(paper, [
    ["Name as typed", name],
    ["Role", role],
    ["Signed at", moment(new Date(at))],
    ["IP address", ip ?? "Unknown"],
    ["Session ID", id(sessionId ?? "None")],
    ["Transaction ID", id(transactionId)],
  ]);
  gap(paper, 12);
}

function id(text: string) {
  return { text, face: "mono", size: 7.6 } as const;
}
