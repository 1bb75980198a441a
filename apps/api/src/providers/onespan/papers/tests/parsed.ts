import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** What a reader of PDFs finds in one. */
export async function parsed(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, disableFontFace: true }).promise;
  const pages = [];
  const links: { readonly page: number; readonly to: string; readonly leadsTo: number }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : "")).join(""));
    for (const { dest } of await page.getAnnotations()) {
      const [target] = (typeof dest === "string" && (await pdf.getDestination(dest))) || [];
      links.push({ page: number, to: dest, leadsTo: target ? (await pdf.getPageIndex(target)) + 1 : 0 });
    }
  }
  const attachments = new Map<string, Uint8Array>();
  for (const [id, { filename }] of (await pdf.getAttachments()) ?? []) {
    const content = await pdf.getAttachmentContent(id);
    attachments.set(filename, content as unknown as Uint8Array);
  }
  const outline = (await pdf.getOutline()) ?? [];
  const { info } = await pdf.getMetadata();
  return { pages, links, attachments, outline, info: info as Record<string, unknown> };
}
