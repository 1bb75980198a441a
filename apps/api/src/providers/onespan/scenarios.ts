import type { Sandbox, Scenarios } from "@understudy/conformance";
import { creation } from "./scenarios/creation.ts";
import { documents } from "./scenarios/documents.ts";
import { erasure } from "./scenarios/erasure.ts";
import { tellEverything } from "./scenarios/notifications.ts";
import { transactions } from "./scenarios/transactions.ts";
import { verifications } from "./scenarios/verifications.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"onespan"> = {
  ...creation,
  ...transactions,
  ...verifications,
  ...documents,
  ...erasure,
};

/** Everything happens in this world of which the provider tells anybody, and each is told as the spec has it. */
export async function occasion({ id, client, platform, world }: Sandbox<"control">): Promise<void> {
  const credential = (name: string) => world.credentials.onespan?.[name] ?? "";
  await tellEverything({ id, client, platform, credential, control: client("onespan-control", {}) });
}
