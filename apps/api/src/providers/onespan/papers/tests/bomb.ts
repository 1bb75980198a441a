import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { createDeflate } from "node:zlib";

const megabyte = 2 ** 20;

/**
 * A PDF of some 600 KB whose objects, and whose only page, are hidden in a stream that inflates to 600 MB. Every reader has
 * to inflate it before it knows what there is.
 */
export async function bomb(): Promise<Buffer> {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page];
  const places = objects.map((_, index) => `${index + 1} ${objects.slice(0, index).join(" ").length + 1} `).join("");
  const head = "%PDF-1.7\n";
  const hidden = await inflating(`${places}${objects.map((each) => ` ${each}`).join("")}`, 600);
  const stream = `4 0 obj\n<</Type/ObjStm/N 3/First ${places.length}/Filter/FlateDecode/Length ${hidden.length}>>stream\n`;
  const before = Buffer.concat([Buffer.from(`${head}${stream}`), hidden, Buffer.from("\nendstream\nendobj\n")]);
  const table = Buffer.from([
    ...[0, 0, 0, 0, 0, 0],
    ...[0, 1, 2].flatMap((index) => entry(2, 4, index)),
    ...entry(1, head.length, 0),
    ...entry(1, before.length, 0),
  ]);
  const trailer = `5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length ${table.length}>>stream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${before.length}\n%%EOF\n`;
  return Buffer.concat([before, Buffer.from(trailer), table, Buffer.from(end)]);
}

const page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>";

function entry(kind: number, place: number, index: number): readonly number[] {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt8(kind, 0);
  bytes.writeUInt32BE(place, 1);
  bytes.writeUInt8(index, 5);
  return [...bytes];
}

/** Deflated piece by piece, so that it takes none of the memory that is measured. */
async function inflating(text: string, megabytes: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 1 });
  const deflated = buffer(deflate);
  deflate.write(text);
  const blanks = Buffer.alloc(megabyte, " ");
  for (let written = 0; written < megabytes; written += 1) if (!deflate.write(blanks)) await once(deflate, "drain");
  deflate.end();
  return deflated;
}
