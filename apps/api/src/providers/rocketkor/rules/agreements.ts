import type { Fault } from "@understudy/domain";
import { currentVersionOf, documentOf } from "./documents.ts";

/** What a business says that its customer has accepted. */
export interface Agreement {
  readonly documentId: string;
  readonly documentVersion: string;
  readonly accepted: boolean;
  readonly respondedAt: string;
}

const field = "acceptanceAgreements";

/** What is wrong with agreements by themselves. */
export function agreementFaults(agreements: readonly Agreement[], now: Date): readonly Fault[] {
  return agreements.flatMap(({ accepted, respondedAt }, index) => [
    ...(accepted ? [] : [invalid(`${index}.accepted`, "must be true; an account is issued to who has accepted")]),
    ...(new Date(respondedAt) <= now ? [] : [invalid(`${index}.respondedAt`, "must not lie in the future")]),
  ]);
}

/** What they name that is not there. */
export function documentFaults(agreements: readonly Agreement[]): readonly Fault[] {
  return agreements.flatMap(({ documentId, documentVersion }, index) => {
    const document = documentOf(documentId);
    if (!document) return [unknown(`${index}.documentId`, "names no document")];
    const { version } = currentVersionOf(document);
    if (version === documentVersion) return [];
    return [unknown(`${index}.documentVersion`, `must be ${version}, the current version of ${documentId}`)];
  });
}

function invalid(name: string, message: string): Fault {
  return { field: `${field}.${name}`, rule: "FIELD_INVALID", message };
}

function unknown(name: string, message: string): Fault {
  return { field: `${field}.${name}`, rule: "DOCUMENT_UNKNOWN", message };
}
