import { fileTypeFromBuffer } from "file-type";

/** So many bytes of a file's beginning say what it is. */
export const headBytes = 4100;

/** Whether what begins so is a PDF, whatever it is called. */
export async function isPdf(head: Uint8Array): Promise<boolean> {
  if (!Buffer.from(head).subarray(0, 5).equals(Buffer.from("%PDF-"))) return false;
  return (await fileTypeFromBuffer(head))?.mime === "application/pdf";
}
