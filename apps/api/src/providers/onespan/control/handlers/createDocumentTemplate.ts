import { placeIn } from "../../rules/sfs.ts";
import * as templates from "../../store/tenant/document-templates.ts";
import type { Handler } from "../handler.ts";
import { templateToWire } from "../wire/document-template.ts";

export const createDocumentTemplate: Handler<"createDocumentTemplate"> = async ({ body }, ctx) => {
  const { title, description = null, groups = [], content } = body;
  const place = placeIn(content);
  if (place?.of !== "upload") throw templates.absentUpload();
  const { fileId } = place;
  const template = await templates.createDocumentTemplate(ctx, { title, description, groups, fileId });
  return { status: 201, body: templateToWire(template) };
};
