import type { components } from "@understudy/contracts/rocketkor";
import type { Acceptance } from "../rules/acceptance.ts";
import { time } from "./time.ts";

/** Whose acceptance it is, and below which address its document is served. */
interface Place {
  readonly businessAccountId: string;
  readonly publicUrl: string;
}

export function acceptanceToWire(
  acceptance: Acceptance,
  { businessAccountId, publicUrl }: Place,
): components["schemas"]["Acceptance"] {
  const { id, documentId, documentVersion, acceptorType, acceptorId, accountId, accepted, createdBy } = acceptance;
  return {
    ...{ id, documentId, documentVersion, acceptorType, acceptorId, businessAccountId },
    scopes: accountId === null ? {} : { FINANCIAL_ACCOUNT_ID: accountId },
    ...{ accepted, respondedAt: time(acceptance.respondedAt), createdBy, createdAt: time(acceptance.createdAt) },
    downloadUrl: `${publicUrl}/rocketkor/api/download/v1/documents/acceptance/${id}`,
  };
}
