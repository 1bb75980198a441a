import { recordFor } from "../attaching.ts";
import type { Handler } from "../handler.ts";
import { demandSize } from "../rules/attachment.ts";
import * as attachments from "../store/attachments.ts";
import { attachmentToWire, fileFromWire } from "../wire/attachment.ts";

export const createAttachment: Handler<"createAttachment"> = async ({ path, body }, ctx) => {
  const { id } = await recordFor(ctx, path, "can_edit_attachments");
  demandSize(body.file.size);
  const attachment = await attachments.create(ctx, id, await fileFromWire(body.file), body.tags ?? []);
  return { status: 201, body: attachmentToWire(attachment) };
};
