import { Refusal } from "@understudy/domain";

/** 10 MiB: no number is public. */
export const largestAttachmentBytes = 10 * 1024 * 1024;

export function demandSize(bytes: number): void {
  if (bytes <= largestAttachmentBytes) return;
  const message = `file must have at most ${largestAttachmentBytes} bytes, and has ${bytes}.`;
  throw new Refusal("invalid", message, { field: "file" });
}
