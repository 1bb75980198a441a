import { wantsJsonOnly } from "../answers/accept.ts";
import { json, pdf } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { findDocument, readDocument } from "../transactions/reading.ts";
import { documentToWire } from "../wire/document.ts";

export const getDocument: Handler<"getDocument"> = async ({ path }, ctx) => {
  const { transaction_id: id, document_id: documentId } = path;
  if (wantsJsonOnly(ctx.accept)) return json(ctx, documentToWire(await findDocument(ctx, id, documentId)));
  return pdf(await readDocument(ctx, id, documentId));
};
