import type { Fault } from "@understudy/domain";
import { placeIn } from "../sfs.ts";
import { fault, faultsOfRepeated, type Given, objectsIn, type Placed } from "./reading.ts";

/** Under which the evidence pack is fetched where documents are (providers/onespan.md 4.8). */
const evidenceId = "AuditTrailDocument";

/** What is to be read and signed: each has an id of its own, and comes from a template or as content. */
export function judgeDocuments(documents: unknown): readonly Fault[] {
  const given = objectsIn(documents, "documents");
  return [
    ...faultsOfRepeated(given, "id", "is the id of another document too; give it one of its own"),
    ...given.flatMap((document) => [...judgeId(document), ...judgeSource(document)]),
  ];
}

/** The evidence is fetched where documents are, so that a document of that id could never be. */
function judgeId({ at, value: { id } }: Placed<Given>): readonly Fault[] {
  if (id !== evidenceId) return [];
  return [fault(`${at}.id`, "reserved", `cannot be ${evidenceId}, which is the evidence; give it another one`)];
}

function judgeSource({ at, value: { document_template_id: template, content } }: Placed<Given>): readonly Fault[] {
  if (content === undefined) {
    const rule = "must be given, or document_template_id in its place";
    return template === undefined ? [fault(`${at}.content`, "required", rule)] : [];
  }
  // Of what is neither such an address nor a file the schema tells.
  if (typeof content !== "string" || !content.startsWith("sfs://") || placeIn(content)) return [];
  return [fault(`${at}.content`, "content", "is no address of a file here; upload the file and give its url")];
}
