import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Account } from "../rules/means.ts";

/** The sandbox's one account, which never changes. */
export function get(ctx: Context): Promise<Account> {
  return ctx.remember("checkout account", async () => {
    const account = await ctx.db.checkoutAccount.findUnique({
      where: { sandboxId: ctx.sandbox.id },
      select: { clientId: true, entityId: true, processingChannelId: true },
    });
    // A sandbox may be older than this provider.
    if (!account) throw new Refusal("absent", `The sandbox ${ctx.sandbox.id} has no account here: make a new sandbox.`);
    return account;
  });
}

export async function create(ctx: Context, account: Account): Promise<void> {
  await ctx.db.checkoutAccount.create({ data: { sandboxId: ctx.sandbox.id, ...account, createdAt: ctx.now } });
}
