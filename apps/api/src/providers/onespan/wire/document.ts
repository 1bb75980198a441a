import type { components } from "@understudy/contracts/onespan";
import type { TransactionDocument } from "../rules/transaction.ts";
import { present } from "./present.ts";

export function documentToWire(document: TransactionDocument): components["schemas"]["Document"] {
  const { id, version, title, description, documentTemplateId: document_template_id, content, groups } = document;
  return { id, version, title, ...present({ description, document_template_id }), content, groups: [...groups] };
}
