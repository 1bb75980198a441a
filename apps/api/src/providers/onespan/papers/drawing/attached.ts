import type { Pdf } from "./paper.ts";

/** A file that a PDF carries. */
export interface AttachedFile {
  /** ASCII only; no two of one PDF have the same. */
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
  /** Said as the file's own date. */
  readonly at: Date;
}

/**
 * Puts a file into the PDF as it is. pdfkit's own way would compress it again and work out its MD5 besides, which takes
 * half a second for ten megabytes, and nobody else would be served meanwhile.
 */
export function attach(pdf: Pdf, { name, mediaType, description, bytes, at }: AttachedFile): void {
  const content = pdf.ref({
    Type: "EmbeddedFile",
    Subtype: mediaType.replaceAll("/", "#2F"),
    Params: { Size: bytes.byteLength, CreationDate: at, ModDate: at },
  });
  content.compress = false;
  content.end(bytes);
  const text = (value: string) => Object(value) as string;
  const specification = pdf.ref({
    Type: "Filespec",
    AFRelationship: "Source",
    F: text(name),
    UF: text(name),
    Desc: text(description),
    EF: { F: content },
  });
  specification.end(undefined);
  pdf.addNamedEmbeddedFile(name, specification);
}

/** Gives each file a name of its own. */
export function uniqueNames(): (stem: string, extension: string) => string {
  const taken = new Set<string>();
  return (stem, extension) => {
    const clean = stem.replace(/[^\w-]/g, "_");
    let name = `${clean}.${extension}`;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${clean}-${number}.${extension}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
