import type { Context } from "@understudy/engine";

/** The address below which the pages of a sandbox are. */
export function pagesOf({ publicUrl, sandbox }: Context): string {
  return `${publicUrl}/pages/transactionlink/${sandbox.id}`;
}
