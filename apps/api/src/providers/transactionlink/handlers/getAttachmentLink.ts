import { pagesOf } from "../addresses.ts";
import { recordFor } from "../attaching.ts";
import type { Handler } from "../handler.ts";
import { presign, presignedSeconds } from "../rules/presigned.ts";
import * as attachments from "../store/attachments.ts";
import { workspaceOf } from "../store/workspaces.ts";

/** Whoever has the address may fetch the file for a quarter of an hour, by the sandbox's clock. */
export const getAttachmentLink: Handler<"getAttachmentLink"> = async ({ path }, ctx) => {
  const record = await recordFor(ctx, path, "can_read_attachments");
  const { id } = await attachments.get(ctx, record.id, path.attachmentId);
  const { linkSecret } = await workspaceOf(ctx);
  const about = { sandboxId: ctx.sandbox.id, attachmentId: id, at: ctx.now, expiresInSeconds: presignedSeconds };
  return { status: 200, body: { link: `${pagesOf(ctx)}/attachments/${id}?${presign(linkSecret, about)}` } };
};
