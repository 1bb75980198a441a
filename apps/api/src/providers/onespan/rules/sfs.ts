/** Where bytes lie, as the provider's addresses of its own store say it: of a transaction, uploaded, or of a template. */
export type Place =
  | { readonly of: "transaction"; readonly transactionId: string; readonly fileId: string }
  | { readonly of: "upload"; readonly fileId: string }
  | { readonly of: "template"; readonly templateId: string };

const root = "sfs://understudy/default/onespan/";

/** The provider's name, the file store and the tenant stand there too (providers/onespan.md 4.5). */
export function sfsUrl(place: Place): string {
  switch (place.of) {
    case "transaction":
      return `${root}transaction/${place.transactionId}/${place.fileId}`;
    case "upload":
      return `${root}upload/${place.fileId}`;
    case "template":
      return `${root}template/${place.templateId}`;
  }
}

const uuid = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
const forms = new RegExp(`^${root}(?:transaction/${uuid}/${uuid}|upload/${uuid}|template/${uuid})$`, "i");

/** The place that an address names; undefined for one that is none of ours. */
export function placeIn(url: string): Place | undefined {
  const [, transactionId, fileId, uploadId, templateId] = (forms.exec(url) ?? []).map((part) => part?.toLowerCase());
  if (transactionId && fileId) return { of: "transaction", transactionId, fileId };
  if (uploadId) return { of: "upload", fileId: uploadId };
  return templateId ? { of: "template", templateId } : undefined;
}
