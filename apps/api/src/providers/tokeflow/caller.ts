import { Refusal } from "@understudy/domain";
import type { Credential } from "@understudy/engine";

/** What a Tokeflow key says of its holder. */
export interface Caller {
  readonly access: "secret" | "public";
  readonly organizationId: string;
  /** Null for an organization key. */
  readonly merchantId: string | null;
  readonly allowedIps: readonly string[];
}

export function callerOf({ attributes }: Credential): Caller {
  // Written by `keys.ts` and by nobody else.
  return attributes as unknown as Caller;
}

/**
 * The merchant that a creation or a list is about: a merchant key's own, or the one that an organization key names
 * (seed; a merchant key that names another is refused, providers/tokeflow.md 9.18).
 */
export function merchantOf(credential: Credential, named: string | undefined): string {
  const { merchantId } = callerOf(credential);
  if (merchantId === null) {
    if (named === undefined)
      throw new Refusal("missing", "merchant_id is required with an organization key.", { field: "merchant_id" });
    return named;
  }
  if (named !== undefined && named !== merchantId)
    throw new Refusal("forbidden", "A merchant key acts for its own merchant only: leave merchant_id out.", {
      field: "merchant_id",
    });
  return merchantId;
}

/** The merchant that a request by id is narrowed to: none for an organization key, which sees all of its merchants. */
export function narrowedTo(credential: Credential): string | undefined {
  return callerOf(credential).merchantId ?? undefined;
}

/** Some resources belong to one merchant and know no organization key (providers/tokeflow.md 2.2). */
export function ownMerchant(credential: Credential): string {
  const { merchantId } = callerOf(credential);
  if (merchantId === null) throw new Refusal("wrong_credential", "This endpoint takes a merchant key.");
  return merchantId;
}
