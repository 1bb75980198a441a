import { serve } from "../confined/serve.ts";

/** The process that is given the bytes of a PDF answers its paragraphs. */
serve(async (bytes) => {
  const { read } = await import("./read.ts");
  return read(bytes as Uint8Array);
});
