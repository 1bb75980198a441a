import { isNode, type Node } from "../lean.ts";
import { essence, isJson } from "../media.ts";

/** Which texts of a body may be files: `x-inline-files`. */
export interface InlineFiles {
  /** Each by its steps: names of fields, and `*` for any item of a list. */
  readonly fields: readonly (readonly string[])[];
  /** The most bytes of one. */
  readonly maxBytes: number;
  /** The most bytes of all together. */
  readonly maxTotalBytes: number;
}

/** A body that is one file: `x-streamed`. */
export interface Streamed {
  readonly maxBytes: number;
}

/** What a media type says of bytes that are not to stand in memory. Throws an Error that tells what is missing there. */
export function spoolingOf(
  spelling: string,
  media: Node,
  schema: Node,
): { readonly inlineFiles?: InlineFiles; readonly streamed?: Streamed } {
  const inline = media["x-inline-files"];
  const isFile = schema.format === "binary";
  if (isFile) return { streamed: { maxBytes: bytesAt(media, "x-streamed", "maxBytes", spelling) } };
  if (media["x-streamed"] !== undefined) throw new Error(`x-streamed of ${spelling} needs a schema of format binary`);
  if (inline === undefined) return {};
  if (!isJson(essence(spelling))) throw new Error(`x-inline-files needs JSON, not ${spelling}`);
  return {
    inlineFiles: {
      fields: fieldsOf(inline, spelling),
      maxBytes: bytesAt(media, "x-inline-files", "maxBytes", spelling),
      maxTotalBytes: bytesAt(media, "x-inline-files", "maxTotalBytes", spelling),
    },
  };
}

function fieldsOf(inline: unknown, spelling: string): string[][] {
  const fields = isNode(inline) && Array.isArray(inline.fields) ? inline.fields : [];
  if (fields.length > 0 && fields.every((field) => typeof field === "string")) {
    return fields.map((field) => field.split("."));
  }
  throw new Error(`x-inline-files of ${spelling} names no fields`);
}

function bytesAt(media: Node, extension: string, name: string, spelling: string): number {
  const rules = media[extension];
  const bytes = isNode(rules) ? rules[name] : undefined;
  if (typeof bytes === "number" && Number.isInteger(bytes) && bytes > 0) return bytes;
  throw new Error(`${spelling} needs ${extension} with ${name}, a number of bytes`);
}
