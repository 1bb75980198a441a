import Negotiator from "negotiator";

export type JsonType = "application/json" | "text/javascript";

/** The first is the usual one: it is answered wherever nothing else is asked for. Nothing is ever 406. */
const jsonTypes: readonly JsonType[] = ["application/json", "text/javascript"];

/** The name under which JSON is answered: an older one where `Accept` prefers that (providers/onespan.md 1, 4.1). */
export function jsonTypeFor(accept: string | undefined): JsonType {
  const [preferred = "application/json"] = accepted(accept, jsonTypes);
  return preferred;
}

/** Whether a document is asked for as what is known of it, in JSON, and not as the PDF itself (OD-8). */
export function wantsJsonOnly(accept: string | undefined): boolean {
  const types = accepted(accept, ["application/pdf", ...jsonTypes]);
  return types.length > 0 && !types.includes("application/pdf");
}

/** Those of the types that are accepted, the most preferred ones first, and of equals those that stand first here. */
function accepted<Type extends string>(accept: string | undefined, types: readonly Type[]): readonly Type[] {
  // An alphabet says nothing of JSON or of a PDF, but would make another type of it.
  const plain = accept?.replace(/;\s*charset\s*=\s*("[^"]*"|[^;,\s]*)/gi, "").trim();
  const header = plain ? { accept: plain } : {};
  return new Negotiator({ headers: header }).mediaTypes([...types]) as Type[];
}
