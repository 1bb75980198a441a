import { Refusal } from "@understudy/domain";

const mostBytes = 5 * 1024;

/** A customer's metadata may have 5 KB as JSON (providers/tokeflow.md 4.7, P11), which a schema cannot say. */
export function demandShortMetadata(metadata: object | undefined): void {
  if (metadata === undefined) return;
  const bytes = new TextEncoder().encode(JSON.stringify(metadata)).length;
  if (bytes <= mostBytes) return;
  const message = `metadata has ${bytes} bytes as JSON; it may have ${mostBytes}.`;
  throw new Refusal("invalid", message, { field: "metadata" });
}
