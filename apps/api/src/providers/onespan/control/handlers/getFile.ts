import { readFile } from "../../store/files.ts";
import type { Handler } from "../handler.ts";

export const getFile: Handler<"getFile"> = async ({ path }, ctx) => {
  const { bytes, mediaType } = await readFile(ctx, path.fileId);
  return { status: 200, body: bytes, headers: { "Content-Type": mediaType } };
};
