import type { Fault } from "@understudy/domain";
import { fileTypeFromBuffer } from "file-type";
import type { DocumentUploadStep } from "../definition.ts";

/** A file as it was sent. */
export interface Upload {
  readonly name: string;
  /** What the sender says that it is; empty or `application/octet-stream` where it says nothing. */
  readonly type: string;
  readonly content: Uint8Array;
}

/** A file of which it is known what it is. */
export interface Document extends Upload {
  /** What its content shows. */
  readonly type: string;
  readonly size: number;
}

export const documentRules = ["minCount", "maxCount", "empty", "maxSize", "type", "mismatch"] as const;
export type DocumentRule = (typeof documentRules)[number];

export interface DocumentProblem extends Fault {
  /** `files`, or `files.0` for one of them. */
  readonly field: string;
  readonly rule: DocumentRule;
  /** Of a count or of a size in bytes; of a type those that are accepted; else null. */
  readonly limit: number | string | null;
  /** The file's name; null where it is about all of them. */
  readonly name: string | null;
}

/** Either all files are accepted or none. */
export async function readDocuments(
  step: DocumentUploadStep,
  uploads: readonly Upload[],
): Promise<{ readonly documents: readonly Document[]; readonly problems: readonly DocumentProblem[] }> {
  const { minCount = 1, maxCount = 1 } = step;
  const problems: DocumentProblem[] = [];
  if (uploads.length < minCount) problems.push(problem("files", "minCount", minCount, null));
  if (uploads.length > maxCount) return { documents: [], problems: [problem("files", "maxCount", maxCount, null)] };
  const read = await Promise.all(uploads.map((upload, index) => readDocument(step, upload, `files.${index}`)));
  problems.push(...read.flatMap((each) => ("problem" in each ? [each.problem] : [])));
  const documents = read.flatMap((each) => ("document" in each ? [each.document] : []));
  return { documents: problems.length === 0 ? documents : [], problems };
}

async function readDocument(
  { accept, maxSizeBytes }: DocumentUploadStep,
  { name, type: said, content }: Upload,
  field: string,
): Promise<{ readonly document: Document } | { readonly problem: DocumentProblem }> {
  const size = content.byteLength;
  if (size === 0) return { problem: problem(field, "empty", null, name) };
  if (size > maxSizeBytes) return { problem: problem(field, "maxSize", maxSizeBytes, name) };
  const declared = spell(said);
  const type = await typeOf(content, declared, accept);
  if (type === undefined || !accepts(accept, type)) return { problem: problem(field, "type", accept.join(", "), name) };
  const saysNothing = declared === "" || declared === "application/octet-stream";
  if (!saysNothing && declared !== type) return { problem: problem(field, "mismatch", type, name) };
  return { document: { name, type, size, content } };
}

/**
 * What the content shows. Plain text has no signature: it is what it is said to be, or the first kind of text that is
 * accepted. A table that begins with `BM` is no picture, so clean text is believed only to be what is written as text.
 */
async function typeOf(content: Uint8Array, declared: string, accept: readonly string[]): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(content);
  const sniffed = found && spell(found.mime);
  if (!isCleanText(content) || (sniffed !== undefined && writtenAsText.test(sniffed))) return sniffed;
  return plainTexts.includes(declared) ? declared : plainTexts.find((type) => accepts(accept, type));
}

const plainTexts = ["text/plain", "text/csv"];
const writtenAsText = /^text\/|pdf|xml|rtf|postscript|eps|json/;

/** UTF-8 without control characters: no other kind of file has none. */
function isCleanText(content: Uint8Array): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells text from other content.
    return !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text);
  } catch {
    return false;
  }
}

/** `image/*` accepts every image. */
function accepts(accept: readonly string[], type: string): boolean {
  return accept.map(spell).some((each) => each === type || (each.endsWith("/*") && type.startsWith(each.slice(0, -1))));
}

/** One spelling for each type, without its parameters. */
function spell(type: string): string {
  const [bare = ""] = type.split(";", 1);
  const plain = bare.trim().toLowerCase();
  return others[plain] ?? plain;
}

const others: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "application/x-pdf": "application/pdf",
  "application/x-zip-compressed": "application/zip",
};

function problem(
  field: string,
  rule: DocumentRule,
  limit: number | string | null,
  name: string | null,
): DocumentProblem {
  const messages: Readonly<Record<DocumentRule, string>> = {
    minCount: `Send at least ${limit} ${limit === 1 ? "file" : "files"}.`,
    maxCount: `Send at most ${limit} ${limit === 1 ? "file" : "files"}.`,
    empty: `${name} is empty: send a file with content.`,
    maxSize: `${name} is too large: send at most ${limit} bytes.`,
    type: `${name} is of a type that is not accepted: send one of ${limit}.`,
    mismatch: `${name} is not what it is said to be: its content is ${limit}.`,
  };
  return { field, rule, limit, name, message: messages[rule] };
}
