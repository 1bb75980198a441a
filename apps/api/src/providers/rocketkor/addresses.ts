import type { Context } from "@understudy/engine";

/** Where a customer opens a workflow, who needs nothing but the token in it. */
export function linkTo({ publicUrl, sandbox }: Pick<Context, "publicUrl" | "sandbox">, token: string): string {
  return `${publicUrl}/pages/rocketkor/${sandbox.id}/linx/${token}`;
}
