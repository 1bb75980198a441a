import type { components } from "@understudy/contracts/onespan-control";
import { sfsUrl } from "../../rules/sfs.ts";
import type { DocumentTemplate } from "../../store/tenant/document-templates.ts";

export function templateToWire(template: DocumentTemplate): components["schemas"]["DocumentTemplate"] {
  const { id, title, description, groups } = template;
  return { id, title, description, groups: [...groups], content: sfsUrl({ of: "template", templateId: id }) };
}
