import { ask, ThreadEnded } from "../thread/ask.ts";
import type { Pixels } from "./size.ts";

export interface Picture extends Pixels {
  readonly mediaType: "image/png" | "image/jpeg";
}

/**
 * What was sent, if it is a PNG or JPEG that can be decoded; else null. The bytes of a Blob stay where they are: the
 * thread that decodes them gets a handle.
 */
export async function readPicture(file: Blob): Promise<Picture | null> {
  try {
    return await ask("read", file);
  } catch (error) {
    // A picture that takes all memory or time there is cannot be decoded either.
    if (error instanceof ThreadEnded) return null;
    throw error;
  }
}
