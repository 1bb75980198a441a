import * as templates from "../../store/tenant/document-templates.ts";
import type { Handler } from "../handler.ts";
import { templateToWire } from "../wire/document-template.ts";

export const getDocumentTemplate: Handler<"getDocumentTemplate"> = async ({ path }, ctx) => ({
  status: 200,
  body: templateToWire(await templates.getDocumentTemplate(ctx, path.documentTemplateId)),
});
