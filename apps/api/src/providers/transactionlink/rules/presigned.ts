import { createHmac, timingSafeEqual } from "node:crypto";

/** How long the address of an attachment is good for. */
export const presignedSeconds = 900;

/** What an address is signed for. */
export interface Presigned {
  readonly sandboxId: string;
  readonly attachmentId: string;
  /** In whole seconds. */
  readonly at: Date;
  readonly expiresInSeconds: number;
}

/** The query of an address that anybody may open for a while, in the words of S3 (providers/transactionlink.md 4.6). */
export function presign(secret: string, presigned: Presigned): URLSearchParams {
  return new URLSearchParams({
    "X-Amz-Expires": String(presigned.expiresInSeconds),
    "X-Amz-Date": compact(presigned.at),
    "X-Amz-Signature": signatureOf(secret, presigned),
  });
}

/** Whether the query is one that `presign` made for this attachment, and is still good. */
export function isPresigned(
  secret: string,
  { sandboxId, attachmentId }: Pick<Presigned, "sandboxId" | "attachmentId">,
  query: URLSearchParams,
  now: Date,
): boolean {
  const at = momentOf(query.get("X-Amz-Date") ?? "");
  const expiresInSeconds = Number(query.get("X-Amz-Expires") ?? "");
  if (!at || !Number.isSafeInteger(expiresInSeconds)) return false;
  const expected = Buffer.from(signatureOf(secret, { sandboxId, attachmentId, at, expiresInSeconds }));
  const given = Buffer.from(query.get("X-Amz-Signature") ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return now >= at && now.getTime() < at.getTime() + expiresInSeconds * 1000;
}

function signatureOf(secret: string, { sandboxId, attachmentId, at, expiresInSeconds }: Presigned): string {
  const signed = [sandboxId, attachmentId.toLowerCase(), compact(at), expiresInSeconds].join("\n");
  return createHmac("sha256", secret).update(signed).digest("hex");
}

/** `20260115T123000Z` */
function compact(time: Date): string {
  return `${time.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function momentOf(text: string): Date | undefined {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const [year, month, day, hours, minutes, seconds] = parts;
  const at = new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
