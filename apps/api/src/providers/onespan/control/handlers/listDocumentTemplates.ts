import { paged } from "../../../../page.ts";
import * as templates from "../../store/tenant/document-templates.ts";
import type { Handler } from "../handler.ts";
import { templateToWire } from "../wire/document-template.ts";

export const listDocumentTemplates: Handler<"listDocumentTemplates"> = async ({ query }, ctx) => {
  const body = await paged(
    query,
    (page) => templates.listDocumentTemplates(ctx, page),
    ({ sequence }) => sequence,
    templateToWire,
  );
  return { status: 200, body };
};
