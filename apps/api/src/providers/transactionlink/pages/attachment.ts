import { Refusal } from "@understudy/domain";
import type { PageHandler } from "../../../provider.ts";
import { isPresigned } from "../rules/presigned.ts";
import { contentOf } from "../store/attachments.ts";
import { workspaceOf } from "../store/workspaces.ts";
import { disposition } from "../wire/attachment.ts";

/** The file behind a presigned address: saved and never shown, since it may be anything, a page with scripts too. */
export const attachmentFile: PageHandler = async ({ path: { id = "" }, query }, ctx) => {
  const { linkSecret } = await workspaceOf(ctx);
  if (!isPresigned(linkSecret, { sandboxId: ctx.sandbox.id, attachmentId: id }, query, ctx.now))
    throw new Refusal(
      "forbidden",
      "The address of this file has expired, or is not as it was given out. Ask for a new one.",
    );
  const { name, type, content } = await contentOf(ctx, id);
  const headers = {
    "Content-Disposition": disposition(name),
    "Content-Security-Policy": "default-src 'none'; sandbox",
  };
  return { status: 200, type, body: content, headers };
};
