import { type Fault, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Spooled } from "@understudy/server";
import { builtInAgreement } from "../papers/agreement.ts";
import { type Place, placeIn } from "../rules/sfs.ts";
import { findFiles } from "../store/files/copying.ts";
import type { StoredFile } from "../store/files/files.ts";
import { type DocumentTemplate, findDocumentTemplates } from "../store/tenant/document-templates.ts";
import type { RequestedDocument } from "./gathering.ts";

/** Where a document's bytes come from: they came with the request, are kept here, or are built in. */
export type Bytes =
  | { readonly sent: Spooled; readonly size: number }
  | { readonly kept: StoredFile; readonly size: number }
  | { readonly builtIn: Buffer; readonly size: number };

/** A document that can be made. */
export interface Source {
  readonly asked: RequestedDocument;
  /** Its path in the request. */
  readonly at: string;
  /** Says what it is called and what it is about. */
  readonly template: DocumentTemplate | undefined;
  readonly bytes: Bytes;
  /** What its file is called. */
  readonly name: string;
}

/** Everything that is here and that the documents name. */
interface Known {
  readonly templates: ReadonlyMap<string, DocumentTemplate>;
  readonly files: ReadonlyMap<string, StoredFile>;
  /** Of the agreement that is built in; none where no template is that. */
  readonly builtIn: Buffer;
}

/** A document of a request, with what it leads to. */
interface Wish {
  readonly asked: RequestedDocument;
  readonly at: string;
  readonly templateId: string | undefined;
  readonly sent: Spooled | undefined;
  /** Undefined where no address stands there, or none of ours. */
  readonly place: Place | undefined;
}

/** Finds what all of the documents name in two statements. Throws a Refusal that names the first that names nothing. */
export async function sourcesOf(
  ctx: Context,
  asked: readonly RequestedDocument[],
  files: ReadonlyMap<string, Spooled>,
): Promise<readonly Source[]> {
  const wishes = asked.map((document, index) => wishOf(document, `documents.${index}`, files));
  const templates = await findDocumentTemplates(ctx, [...new Set(wishes.flatMap(templatesIn))]);
  const own = [...templates.values()].flatMap(({ fileId }) => fileId ?? []);
  const named = wishes.flatMap(({ place }) => (place && "fileId" in place ? place.fileId : []));
  const kept = await findFiles(ctx, [...new Set([...own, ...named])]);
  const known: Known = { templates, files: kept, builtIn: await builtInFor([...templates.values()]) };
  return wishes.map((wish) => sourceOf(wish, known));
}

/** That of a signing which asks for none. */
export async function sourceOfTemplate(ctx: Context, template: DocumentTemplate): Promise<Source> {
  const { fileId, title: name } = template;
  const files = await findFiles(ctx, fileId === null ? [] : [fileId]);
  const known: Known = { templates: new Map(), files, builtIn: await builtInFor([template]) };
  return { asked: {}, at: "documents.0", template, name, bytes: bytesOf(template, known) };
}

async function builtInFor(templates: readonly DocumentTemplate[]): Promise<Buffer> {
  return templates.some(({ fileId }) => fileId === null) ? builtInAgreement() : Buffer.alloc(0);
}

function wishOf(asked: RequestedDocument, at: string, files: ReadonlyMap<string, Spooled>): Wish {
  const { document_template_id: id, content } = asked;
  const sent = files.get(`${at}.content`);
  const place = sent || content === undefined ? undefined : placeIn(content);
  return { asked, at, templateId: id?.toLowerCase(), sent, place };
}

function templatesIn({ templateId, place }: Wish): readonly string[] {
  return [templateId, place?.of === "template" ? place.templateId : undefined].filter((id) => id !== undefined);
}

function sourceOf({ asked, at, templateId, sent, place }: Wish, known: Known): Source {
  const template = templateId === undefined ? undefined : known.templates.get(templateId);
  if (templateId !== undefined && !template)
    throw refused(
      `${at}.document_template_id`,
      "template",
      "must be a document template of the tenant; the control API lists them",
    );
  const common = { asked, at, template };
  if (sent) return { ...common, bytes: { sent, size: sent.size }, name: nameOf(asked, template) };
  if (asked.content !== undefined) return { ...common, ...placed(place, known, `${at}.content`) };
  if (template) return { ...common, name: template.title, bytes: bytesOf(template, known) };
  throw refused(`${at}.content`, "required", "is required where document_template_id is not given");
}

function placed(place: Place | undefined, known: Known, at: string): Pick<Source, "bytes" | "name"> {
  if (!place) throw refused(at, "sfs-url", "must be an sfs:// address of this server, or a data: URL with a PDF");
  if (place.of === "template") {
    const template = known.templates.get(place.templateId);
    if (!template) throw refused(at, "sfs-url", "leads to no document template of the tenant");
    return { bytes: bytesOf(template, known), name: template.title };
  }
  const kept = known.files.get(place.fileId);
  // No address that was ever given names a file under another owner than its own.
  if (kept?.transactionId !== (place.of === "transaction" ? place.transactionId : null)) throw unknownFile(at);
  if (kept.mediaType !== "application/pdf") throw refused(at, "pdf", "must lead to a PDF");
  return { bytes: { kept, size: kept.size }, name: kept.name };
}

/** No file of a template is deleted before it. */
function bytesOf({ id, fileId }: DocumentTemplate, { files, builtIn }: Known): Bytes {
  if (fileId === null) return { builtIn, size: builtIn.length };
  const kept = files.get(fileId);
  if (!kept) throw new Refusal("absent", `The template ${id} has gone with its file.`);
  return { kept, size: kept.size };
}

function nameOf({ title, id }: RequestedDocument, template: DocumentTemplate | undefined): string {
  return template?.title ?? title ?? id ?? "Agreement";
}

export function unknownFile(at: string): Refusal {
  return refused(at, "sfs-url", "leads to no file of the tenant");
}

export function refused(field: string, rule: string, message: string): Refusal {
  const problems: readonly Fault[] = [{ field, rule, message }];
  return new Refusal("out_of_range", "A document of the transaction cannot be used.", { problems });
}
