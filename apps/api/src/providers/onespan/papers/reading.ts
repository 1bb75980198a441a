import { readPdf } from "./text/read-pdf.ts";

/** How many pages a PDF has; null for one that cannot be opened. */
export async function pagesOf(bytes: Uint8Array): Promise<number | null> {
  return (await readPdf(bytes))?.pages ?? null;
}

/** What a PDF says, a paragraph each; nothing for one that holds no text or cannot be opened. */
export async function textOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await readPdf(bytes))?.paragraphs ?? [];
}
