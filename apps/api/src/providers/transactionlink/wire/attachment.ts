import type { components } from "@understudy/contracts/transactionlink";
import type { Attachment } from "../store/attachments.ts";
import type { NewFile } from "../store/files.ts";
import { timeWithOffset } from "./time.ts";

export function attachmentToWire(attachment: Attachment): components["schemas"]["Attachment"] {
  const { id, recordId, name, type, size, createdAt } = attachment;
  return { id, recordId, name, type, size, createdDateTime: timeWithOffset(createdAt) };
}

/** A file by the name and the type that its sender says it has. */
export async function fileFromWire(file: File): Promise<NewFile> {
  const [type = ""] = file.type.split(";", 1);
  return {
    name: nameOf(file.name),
    type: /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type) ? type : "application/octet-stream",
    content: new Uint8Array(await file.arrayBuffer()),
  };
}

/** Without the folders that some browsers send along, and nothing in it that could not stand in a header. */
function nameOf(text: string): string {
  const name = text
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 255)
    .toWellFormed();
  return name || "file";
}

/** How a browser saves a file under its own name, whatever is in it (RFC 6266). */
export function disposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
