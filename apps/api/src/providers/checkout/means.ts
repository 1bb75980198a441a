import type { Context } from "@understudy/engine";
import { newId } from "./new-id.ts";
import type { Means } from "./rules/means.ts";
import * as accounts from "./store/accounts.ts";

/** What the rules need to make things happen in this sandbox. */
export async function meansOf(ctx: Context): Promise<Means> {
  return { now: ctx.now, baseUrl: baseUrlOf(ctx), account: await accounts.get(ctx), newId };
}

/** What every address in answers and webhooks begins with, without a slash at the end. */
export function baseUrlOf({ publicUrl }: Pick<Context, "publicUrl">): string {
  return `${publicUrl}/checkout`;
}
