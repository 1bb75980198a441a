import type { DocumentUploadStep } from "../definition.ts";
import type { Upload } from "./documents.ts";

/** As many small files as the step asks for, of the first type that it accepts and that can be made here; else none. */
export function sampleUploads({ accept, minCount = 1, maxSizeBytes }: DocumentUploadStep): readonly Upload[] {
  const fitting = samples.filter(({ content }) => content.byteLength <= maxSizeBytes);
  const sample = fitting.find(({ type }) => accept.some((each) => isMeant(each, type)));
  if (!sample) return [];
  return Array.from({ length: Math.max(1, minCount) }, (_, index) => {
    return { name: `document-${index + 1}.${sample.extension}`, type: sample.type, content: sample.content };
  });
}

/** Files of which only name, type and size are said: the rest is made up. What makes no sense is left to be judged. */
export function describedUploads(step: DocumentUploadStep, described: unknown): readonly Upload[] {
  const files: readonly unknown[] = Array.isArray(described) ? described.slice(0, mostDescribed) : [];
  return files.map((file, index) => {
    const { name, type, size } = Object(file) as Readonly<Record<string, unknown>>;
    const wanted = typeof type === "string" ? type : "";
    const sample = samples.find((one) => isMeant(wanted || (step.accept[0] ?? ""), one.type));
    const content: Uint8Array = sample?.content ?? Buffer.from([0]);
    return {
      name: typeof name === "string" ? name : `document-${index + 1}`,
      type: wanted,
      content: padded(content, typeof size === "number" ? Math.min(size, step.maxSizeBytes + 1) : 0),
    };
  });
}

const mostDescribed = 100;

/** Blanks after its end change no file's type. */
function padded(content: Uint8Array, size: number): Uint8Array {
  const missing = Math.ceil(size) - content.byteLength;
  return missing > 0 ? Buffer.concat([content, Buffer.alloc(missing, " ")]) : content;
}

function isMeant(accepted: string, type: string): boolean {
  const wanted = accepted.toLowerCase().replace("image/jpg", "image/jpeg");
  return wanted === type || (wanted.endsWith("/*") && type.startsWith(wanted.slice(0, -1)));
}

const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const jpeg =
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=";
const gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const samples = [
  { type: "application/pdf", extension: "pdf", content: Buffer.from(pdf) },
  { type: "image/png", extension: "png", content: Buffer.from(png, "base64") },
  { type: "image/jpeg", extension: "jpg", content: Buffer.from(jpeg, "base64") },
  { type: "image/gif", extension: "gif", content: Buffer.from(gif, "base64") },
  { type: "text/plain", extension: "txt", content: Buffer.from("A document of the sandbox.\n") },
  { type: "text/csv", extension: "csv", content: Buffer.from("name,value\nsample,1\n") },
] as const;
