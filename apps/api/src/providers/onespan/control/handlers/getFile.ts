import { openFile } from "../../store/files/files.ts";
import type { Handler } from "../handler.ts";

export const getFile: Handler<"getFile"> = async ({ path }, ctx) => {
  const file = await openFile(ctx, path.fileId);
  return { status: 200, body: file, headers: { "Content-Type": file.mediaType } };
};
