import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";

/** What a sandbox is to the provider. None of it ever changes. */
export interface Workspace {
  readonly workspaceId: string;
  readonly teamId: string;
  /** Signs the addresses of attachments. */
  readonly linkSecret: string;
}

export function workspaceOf(ctx: Context): Promise<Workspace> {
  return ctx.remember("transactionlink workspace", async () => {
    const workspace = await ctx.db.transactionlinkWorkspace.findUnique({
      where: { sandboxId: ctx.sandbox.id },
      select: { workspaceId: true, teamId: true, linkSecret: true },
    });
    // A sandbox may be older than this provider.
    if (!workspace)
      throw new Refusal("absent", `The sandbox ${ctx.sandbox.id} has no workspace here: make a new sandbox.`);
    return workspace;
  });
}
