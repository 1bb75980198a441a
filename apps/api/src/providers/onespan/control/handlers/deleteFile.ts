import { holdUpload } from "../../store/files/file-holds.ts";
import * as files from "../../store/files/files.ts";
import { inTransaction } from "../../store/in-transaction.ts";
import type { Handler } from "../handler.ts";

export const deleteFile: Handler<"deleteFile"> = async ({ path }, ctx) => {
  await inTransaction(ctx, async (held) => {
    await holdUpload(held, path.fileId);
    await files.deleteFile(held, path.fileId);
  });
  return { status: 204 };
};
