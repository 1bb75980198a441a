import type { TransactionDocument } from "../../rules/transaction.ts";
import { attach } from "../drawing/attached.ts";
import type { Part, Section } from "../drawing/contents.ts";
import { type Paper, paragraph } from "../drawing/paper.ts";
import { type Cell, type Fact, facts } from "../drawing/table.ts";
import { counted, fileSize } from "../drawing/words.ts";
import { type Captured, capturedIn, gallery, type Shown } from "./captured.ts";
import type { EvidencePack } from "./pack.ts";
import { code } from "./values.ts";

/** Of an agreement or its signed copy. */
interface Kept {
  readonly fileId: string;
  readonly size: number;
  readonly sha256: string;
}

type NameFile = (stem: string, extension: string) => string;

export function attachments(
  pack: EvidencePack,
  nameFile: NameFile,
  bring: (paper: Paper, each: Captured) => Promise<Shown>,
): Section {
  const captured = capturedIn(pack);
  const images: Part = {
    title: "Captured images",
    draw: (paper) => gallery(paper, captured, (each) => bring(paper, each)),
  };
  const said = `${counted(captured.length, "captured image")} and ${counted(pack.documents.length, "agreement")} belong to this transaction.`;
  return {
    title: "Attachments",
    place: "attachments",
    *draw(paper) {
      paragraph(paper, said);
      yield;
    },
    parts: [
      ...(captured.length > 0 ? [images] : []),
      ...pack.documents.map((document) => ({
        title: document.title,
        draw: (paper: Paper) => drawDocument(paper, document, pack, nameFile),
      })),
    ],
  };
}

async function* drawDocument(
  paper: Paper,
  document: TransactionDocument,
  pack: EvidencePack,
  nameFile: NameFile,
): AsyncGenerator<void, void, void> {
  const { id, title, signed } = document;
  const put = (kept: Kept, stem: string, description: string) =>
    attached(paper, kept, { name: nameFile(stem, "pdf"), description }, pack);
  const original = await put(document, id, title);
  yield;
  const copy = signed && (await put(signed, `${id}-signed`, `${title}, signed`));
  yield;
  facts(paper, [
    ...documentFacts(document),
    ["Agreement", fileCell(document, original)],
    ["Signed copy", signed ? fileCell(signed, copy) : "Not signed"],
  ]);
}

function documentFacts({ id, version, description, documentTemplateId, groups }: TransactionDocument): readonly Fact[] {
  return [
    ["Document ID", code(id)],
    ["Version", String(version)],
    ...(description ? [["Description", description] as const] : []),
    ...(documentTemplateId ? [["Template", code(documentTemplateId)] as const] : []),
    ...(groups.length > 0 ? [["Groups", groups.join(", ")] as const] : []),
  ];
}

/** Attaches a file, and gives back under which name; null for one that is gone. */
async function attached(
  { pdf }: Paper,
  { fileId }: Kept,
  { name, description }: { readonly name: string; readonly description: string },
  { read, generatedAt }: EvidencePack,
): Promise<string | null> {
  const bytes = await read(fileId);
  if (bytes === undefined) return null;
  attach(pdf, { name, mediaType: "application/pdf", description, bytes, at: generatedAt });
  return name;
}

function fileCell({ size, sha256 }: Kept, name: string | null): Cell {
  return [
    { text: name === null ? "No longer kept" : `Attached as ${name}` },
    { text: fileSize(size) },
    { text: `SHA-256 ${sha256}`, face: "mono", size: 6.8 },
  ];
}
