import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Spooled } from "@understudy/server";
import { type StoredFile, writeFile } from "../store/files/files.ts";
import { headBytes, isPdf } from "./pdf.ts";

const megabyte = 1_048_576;
/** Of one agreement (providers/onespan.md 4.2, OD-16). */
export const mostBytes = 10 * megabyte;

/** Keeps bytes that are a PDF by what they hold. Throws a Refusal that names `field` where they are none. */
export async function writePdf(ctx: Context, bytes: Spooled, name: string, field: string): Promise<StoredFile> {
  if (bytes.size > mostBytes) throw refused(field, "maxBytes", "must be at most 10 MB");
  if (!(await isPdf(await bytes.head(headBytes))))
    throw refused(field, "pdf", "must be a PDF, which begins with %PDF-");
  return writeFile(ctx, { name, mediaType: "application/pdf", transactionId: null }, bytes.stream());
}

function refused(field: string, rule: string, message: string): Refusal {
  return new Refusal("out_of_range", "The file cannot be used.", { problems: [{ field, rule, message }] });
}
