import { recordFor } from "../attaching.ts";
import type { Handler } from "../handler.ts";
import * as attachments from "../store/attachments.ts";
import { attachmentToWire } from "../wire/attachment.ts";

export const listAttachments: Handler<"listAttachments"> = async ({ path }, ctx) => {
  const { id } = await recordFor(ctx, path, "can_read_attachments");
  return { status: 200, body: (await attachments.list(ctx, id)).map(attachmentToWire) };
};
