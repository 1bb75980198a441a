import { serve } from "../confined/serve.ts";
import type { Opened } from "./opened.ts";

let opened: Opened | undefined;

/** The process that is given a PDF answers how many pages it has, and then, given more of them, what becomes of it. */
serve(async (bytes) => {
  if (opened) return opened.append(bytes as Uint8Array);
  const { open } = await import("./opened.ts");
  opened = await open(bytes as Uint8Array);
  return opened.pages;
});
