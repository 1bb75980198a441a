import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Spooled } from "@understudy/server";
import { type StoredFile, writeFile } from "../store/files/files.ts";
import { headBytes, isPdf } from "./pdf.ts";

/**
 * Keeps bytes that are a PDF by what they hold; how many there may be was judged while they came. Throws a Refusal that
 * names `field` where they are none.
 */
export async function writePdf(ctx: Context, bytes: Spooled, name: string, field: string): Promise<StoredFile> {
  if (!(await isPdf(await bytes.head(headBytes)))) {
    const problems = [{ field, rule: "pdf", message: "must be a PDF, which begins with %PDF-" }];
    throw new Refusal("out_of_range", "The file cannot be used.", { problems });
  }
  return writeFile(ctx, { name, mediaType: "application/pdf", transactionId: null }, bytes.stream());
}
