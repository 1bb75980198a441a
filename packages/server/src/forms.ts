import { MIMEType } from "node:util";
import { Refusal } from "@understudy/domain";
import type { Request, Response } from "express";
import { bytesReader, isAnnounced } from "./bytes.ts";
import { checkFields, checkParts } from "./form-limits.ts";
import { essence } from "./media.ts";

export const urlencoded = "application/x-www-form-urlencoded";
export const multipart = "multipart/form-data";

/**
 * Reads forms as browsers send them, of at most `limit` bytes, those with files of at most `uploadLimit`; an empty one
 * where the request brings none. Throws Refusal `bad_media_type`, `bad_json`, `too_large`; Aborted.
 */
export function formReader(
  limit: number,
  uploadLimit: number,
): (request: Request, response: Response) => Promise<FormData> {
  const readPlain = bytesReader(limit);
  const readUpload = bytesReader(uploadLimit);
  return async (request, response) => {
    if (!isAnnounced(request)) return new FormData();
    const sent = request.headers["content-type"] ?? "";
    const type = essence(sent);
    if (type === urlencoded) return fieldsOf((await readPlain(request, response)).toString());
    if (type !== multipart) {
      throw new Refusal("bad_media_type", `The body must be ${urlencoded} or ${multipart}.`);
    }
    const bytes = await readUpload(request, response);
    return bytes.length === 0 ? new FormData() : formOf(bytes, sent);
  };
}

function fieldsOf(text: string): FormData {
  checkFields(text);
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
  return form;
}

/** The multipart form that bytes of the content type are. Throws Refusal `bad_json` where they are none, `too_large`. */
export async function formOf(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  const boundary = boundaryIn(contentType);
  if (boundary === undefined) throw new Refusal("bad_json", `The body's type names no boundary of ${multipart}.`);
  checkParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), boundary);
  // What has been checked is what is parsed: the type is written anew with the one boundary that was found.
  const headers = { "content-type": `${multipart}; boundary="${boundary}"` };
  try {
    return await new Response(bytes, { headers }).formData();
  } catch {
    throw new Refusal("bad_json", `The body is not valid ${multipart}.`);
  }
}

/** As RFC 2046 has them: nothing that would have to be escaped. */
const boundaries = /^[\w'()+,./:=? -]{1,70}$/;

function boundaryIn(contentType: string): string | undefined {
  try {
    const boundary = new MIMEType(contentType).params.get("boundary") ?? "";
    return boundaries.test(boundary) ? boundary : undefined;
  } catch {
    return undefined;
  }
}
