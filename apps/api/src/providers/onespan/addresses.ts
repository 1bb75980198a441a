import type { Context } from "@understudy/engine";

/** Where a specimen's picture is; the same one in every sandbox. */
export function specimenAddress({ publicUrl, sandbox }: Pick<Context, "publicUrl" | "sandbox">, name: string): string {
  return `${publicUrl}/pages/onespan/${sandbox.id}/specimens/${name}.png`;
}
