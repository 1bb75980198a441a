import { pdf } from "../../scenarios/papers.ts";

export { inline, pdf } from "../../scenarios/papers.ts";

export const megabyte = 1_048_576;

/** A PDF of exactly so many bytes. */
export function paperOf(size: number): Uint8Array<ArrayBuffer> {
  // It also says where its parts are, in more digits the larger it is.
  let padding = size - pdf("x").length;
  for (;;) {
    const excess = pdf("x", padding).length - size;
    if (excess === 0) return pdf("x", padding);
    padding -= excess;
  }
}
