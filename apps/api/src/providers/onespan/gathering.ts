import { randomUUID } from "node:crypto";
import { type Fault, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Spooled } from "@understudy/server";
import { builtInAgreement } from "./papers/agreement.ts";
import { placeIn, sfsUrl } from "./rules/sfs.ts";
import type { TransactionDocument } from "./rules/transaction.ts";
import { type DocumentTemplate, findDocumentTemplate, firstDocumentTemplate } from "./store/document-templates.ts";
import { copyFile, findFile, type StoredFile, writeFile } from "./store/files.ts";
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
  if (asked === "own") {
    const template = await firstDocumentTemplate(ctx);
    return template ? [placed(transactionId, await gatherTemplate(ctx, {}, template))] : [];
  }
  const documents: TransactionDocument[] = [];
  let total = 0;
  for (const [index, document] of asked.entries()) {
    const gathered = await gatherOne(ctx, document, `documents.${index}`, files);
    total += gathered.size;
    if (total > mostBytes)
      throw refused(`documents.${index}.content`, "maxTotalBytes", "makes all agreements together larger than 50 MB");
    documents.push(placed(transactionId, gathered));
  }
  return documents;
}

async function gatherOne(
  ctx: Context,
  document: RequestedDocument,
  at: string,
  files: ReadonlyMap<string, Spooled>,
): Promise<TransactionDocument> {
  const { document_template_id: templateId, content } = document;
  const template = templateId === undefined ? undefined : await findDocumentTemplate(ctx, templateId);
  if (templateId !== undefined && !template)
    throw refused(
      `${at}.document_template_id`,
      "template",
      "must be a document template of the tenant; the control API lists them",
    );
  const sent = files.get(`${at}.content`);
  if (sent) return documentOf(document, template, await writePdf(ctx, sent, nameOf(document), `${at}.content`));
  if (content !== undefined) return documentOf(document, template, await copyFrom(ctx, content, `${at}.content`));
  if (template) return gatherTemplate(ctx, document, template);
  throw refused(`${at}.content`, "required", "is required where document_template_id is not given");
}

async function gatherTemplate(ctx: Context, asked: RequestedDocument, template: DocumentTemplate) {
  return documentOf(asked, template, await copyOf(ctx, template));
}

/** What the template says, for all that the request does not (providers/onespan.md 5.4). */
function documentOf(
  asked: RequestedDocument,
  template: DocumentTemplate | undefined,
  file: StoredFile,
): TransactionDocument {
  const { id, version, title, description, groups } = asked;
  return {
    id: id ?? randomUUID(),
    version: version ?? 1,
    title: template?.title ?? title ?? "Agreement",
    description: template ? template.description : (description ?? null),
    documentTemplateId: template?.id ?? null,
    groups: groups ?? template?.groups ?? [],
    content: "",
    ...{ fileId: file.id, size: file.size, sha256: file.sha256, signed: null },
  };
}

async function copyFrom(ctx: Context, url: string, at: string): Promise<StoredFile> {
  const place = placeIn(url);
  if (!place) throw refused(at, "sfs-url", "must be an sfs:// address of this server, or a data: URL with a PDF");
  if (place.of === "template") {
    const template = await findDocumentTemplate(ctx, place.templateId);
    if (template) return copyOf(ctx, template);
    throw refused(at, "sfs-url", "leads to no document template of the tenant");
  }
  const absent = refused(at, "sfs-url", "leads to no file of the tenant");
  const refuse = (error: unknown) => {
    throw error instanceof Refusal ? absent : error;
  };
  const file = await findFile(ctx, place.fileId).catch(refuse);
  // No address that was ever given names a file under another owner than its own.
  if (file.transactionId !== (place.of === "transaction" ? place.transactionId : null)) throw absent;
  if (file.mediaType !== "application/pdf") throw refused(at, "pdf", "must lead to a PDF");
  // It may be deleted by now.
  return copyFile(ctx, file.id, file.name).catch(refuse);
}

async function copyOf(ctx: Context, { title, fileId }: DocumentTemplate): Promise<StoredFile> {
  if (fileId !== null) return copyFile(ctx, fileId, title);
  return writeFile(ctx, { name: title, mediaType: "application/pdf", transactionId: null }, [await builtInAgreement()]);
}

function nameOf({ title, id }: RequestedDocument): string {
  return title ?? id ?? "Agreement";
}

function refused(field: string, rule: string, message: string): Refusal {
  const problems: readonly Fault[] = [{ field, rule, message }];
  return new Refusal("out_of_range", "A document of the transaction cannot be used.", { problems });
}

/** With the address of its bytes. */
function placed(transactionId: string, document: TransactionDocument): TransactionDocument {
  return { ...document, content: sfsUrl({ of: "transaction", transactionId, fileId: document.fileId }) };
}
