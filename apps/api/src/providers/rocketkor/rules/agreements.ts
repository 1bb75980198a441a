import type { Fault } from "@understudy/domain";
import { currentVersionOf, documentOf } from "./documents.ts";
import { fault, listIn, objectIn } from "./reading.ts";

/** What a business says that its customer has accepted. */
export interface Agreement {
  readonly documentId: string;
  readonly documentVersion: string;
  readonly accepted: boolean;
  readonly respondedAt: string;
}

const field = "acceptanceAgreements";

/** What is wrong with agreements by themselves, beyond what the spec's schema tells: what is of a wrong type is passed over. */
export function judgeAgreements(body: unknown, now: Date): readonly Fault[] {
  const agreements = listIn(objectIn(body)?.acceptanceAgreements) ?? [];
  return agreements.flatMap((agreement, index) => {
    const { accepted, respondedAt } = objectIn(agreement) ?? {};
    const isLater = typeof respondedAt === "string" && new Date(respondedAt) > now;
    return [
      ...(accepted === false
        ? [invalid(`${index}.accepted`, "must be true, as nobody else is issued an account")]
        : []),
      ...(isLater ? [invalid(`${index}.respondedAt`, "must not lie in the future")] : []),
    ];
  });
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
  return fault(`${field}.${name}`, "FIELD_INVALID", message);
}

function unknown(name: string, message: string): Fault {
  return fault(`${field}.${name}`, "DOCUMENT_UNKNOWN", message);
}
