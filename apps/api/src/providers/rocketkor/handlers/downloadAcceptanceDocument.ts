import { createHash } from "node:crypto";
import type { Handler } from "../handler.ts";
import { documentFile } from "../rules/document-file.ts";
import { documentOf } from "../rules/documents.ts";
import { getAcceptance } from "../store/acceptances.ts";

/** The document as it was accepted, with who did so, and when. */
export const downloadAcceptanceDocument: Handler<"downloadAcceptanceDocument"> = async ({ path }, ctx) => {
  const { documentId, documentVersion, acceptorName, acceptorId, respondedAt } = await getAcceptance(
    ctx,
    path.documentId,
  );
  const document = documentOf(documentId);
  if (!document) throw new Error(`There is no document ${documentId}.`);
  const accepted = { document, version: documentVersion, acceptorName, acceptorId, acceptedAt: respondedAt };
  const body = await documentFile(accepted);
  const digest = createHash("sha256").update(body).digest("base64");
  return { status: 200, body, headers: { Digest: `sha-256=${digest}`, "Kor-Document-Version": documentVersion } };
};
