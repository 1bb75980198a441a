import { randomUUID } from "node:crypto";
import type { Context } from "@understudy/engine";
import type { Spooled } from "@understudy/server";
import { sfsUrl } from "../rules/sfs.ts";
import type { TransactionDocument } from "../rules/transaction.ts";
import { copyFiles } from "../store/files/copying.ts";
import { type StoredFile, writeFile } from "../store/files/files.ts";
import { firstDocumentTemplate } from "../store/tenant/document-templates.ts";
import { refused, type Source, sourceOfTemplate, sourcesOf, unknownFile } from "./sourcing.ts";
import { writePdf } from "./uploading.ts";

/** A document that a request asks for. */
export interface RequestedDocument extends Readonly<Record<string, unknown>> {
  readonly id?: string;
  readonly version?: number;
  readonly title?: string;
  readonly description?: string;
  readonly document_template_id?: string;
  /** `sfs://…`, or what stands before the bytes that came with the request: `data:application/pdf;base64,`. */
  readonly content?: string;
  readonly groups?: readonly string[];
}

const megabyte = 1_048_576;
/** Of all agreements of a transaction (providers/onespan.md 4.2, OD-16). */
const mostBytes = 50 * megabyte;

/**
 * The documents of a new transaction, each with a file of its own that goes with it. To be called in a transaction of the
 * database. Throws a Refusal that names the document where there is no such template or file, where it is no PDF, and
 * where all together are too large.
 */
export async function gather(
  ctx: Context,
  transactionId: string,
  asked: readonly RequestedDocument[] | "own",
  files: ReadonlyMap<string, Spooled>,
): Promise<readonly TransactionDocument[]> {
  const sources = asked === "own" ? await ownSources(ctx) : await sourcesOf(ctx, asked, files);
  demandRoom(sources);
  const kept = await keep(ctx, sources);
  return kept.map(({ source, file }) => documentOf(source, file, transactionId));
}

async function ownSources(ctx: Context): Promise<readonly Source[]> {
  const template = await firstDocumentTemplate(ctx);
  return template ? [await sourceOfTemplate(ctx, template)] : [];
}

function demandRoom(sources: readonly Source[]): void {
  let total = 0;
  for (const { at, bytes } of sources) {
    total += bytes.size;
    if (total > mostBytes)
      throw refused(`${at}.content`, "maxTotalBytes", "makes all agreements together larger than 50 MB");
  }
}

interface Kept {
  readonly source: Source;
  readonly file: StoredFile;
}

/** What is here already is copied in one statement; what is not is written, one after the other. */
async function keep(ctx: Context, sources: readonly Source[]): Promise<readonly Kept[]> {
  const here = sources.flatMap((source) => ("kept" in source.bytes ? [{ source, id: source.bytes.kept.id }] : []));
  const copies = await copyFiles(
    ctx,
    here.map(({ source, id }) => ({ id, name: source.name })),
  );
  const copied = new Map(here.map(({ source }, index) => [source, copies[index]]));
  const kept: Kept[] = [];
  for (const source of sources) kept.push({ source, file: copied.get(source) ?? (await write(ctx, source)) });
  return kept;
}

function write(ctx: Context, { bytes, name, at }: Source): Promise<StoredFile> {
  if ("sent" in bytes) return writePdf(ctx, bytes.sent, name, `${at}.content`);
  if ("builtIn" in bytes)
    return writeFile(ctx, { name, mediaType: "application/pdf", transactionId: null }, [bytes.builtIn]);
  // It was deleted meanwhile.
  throw unknownFile(`${at}.content`);
}

/**
 * Where there is a template, all that says what the document is comes from that; the id is the caller's, and so may the
 * bytes be (providers/onespan.md 4.2 and 5.4).
 */
function documentOf({ asked, template }: Source, file: StoredFile, transactionId: string): TransactionDocument {
  const { id, version = 1, title = "Agreement", description = null, groups = [] } = asked;
  const own = template
    ? { version: 1, title: template.title, description: template.description, groups: template.groups }
    : { version, title, description, groups };
  return {
    ...{ id: id ?? randomUUID(), ...own, documentTemplateId: template?.id ?? null },
    content: sfsUrl({ of: "transaction", transactionId, fileId: file.id }),
    ...{ fileId: file.id, size: file.size, sha256: file.sha256, signed: null },
  };
}
