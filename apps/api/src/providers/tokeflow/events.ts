import type { EventSpec } from "@understudy/engine";
import type { EventType } from "./rules/event.ts";

/** Whose events they are. */
export interface Owner {
  readonly organizationId: string;
  readonly merchantId: string;
}

/** Something that happened in a merchant's world. Endpoints choose by what stands in the facets, and are told it. */
export function eventOf(
  { organizationId, merchantId }: Owner,
  type: EventType,
  subject: string,
  data: unknown,
): EventSpec {
  return {
    ...{ provider: "tokeflow", type, subject, data },
    facets: { organization: organizationId, merchant: merchantId },
  };
}
