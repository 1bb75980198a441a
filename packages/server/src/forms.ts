import { Refusal } from "@understudy/domain";
import type { Request, Response } from "express";
import { bytesReader, isAnnounced } from "./bytes.ts";
import { essence } from "./media.ts";

export const urlencoded = "application/x-www-form-urlencoded";
export const multipart = "multipart/form-data";

/**
 * Reads forms as browsers send them, of at most `limit` bytes; an empty one where the request brings none. Throws
 * Refusal `bad_media_type`, `bad_json`, `too_large`; Aborted.
 */
export function formReader(limit: string | number): (request: Request, response: Response) => Promise<FormData> {
  const read = bytesReader(limit);
  return async (request, response) => {
    if (!isAnnounced(request)) return new FormData();
    const sent = request.headers["content-type"] ?? "";
    if (![urlencoded, multipart].includes(essence(sent))) {
      throw new Refusal("bad_media_type", `The body must be ${urlencoded} or ${multipart}.`);
    }
    const bytes = await read(request, response);
    return bytes.length === 0 ? new FormData() : formOf(bytes, sent);
  };
}

/** The form that bytes of the content type are. Throws Refusal `bad_json` where they are none. */
export async function formOf(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new Refusal("bad_json", `The body is not valid ${essence(contentType)}.`);
  }
}
