import { Refusal } from "@understudy/domain";
import { charset } from "./media.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The text that bytes of the content type are. Throws Refusal `bad_media_type`, `bad_json`. */
export function textOf(bytes: Buffer, contentType: string): string {
  const named = charset(contentType) ?? "utf-8";
  if (!["utf-8", "utf8", "us-ascii"].includes(named)) {
    throw new Refusal("bad_media_type", `The body must be in UTF-8, not ${named}.`);
  }
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refusal("bad_json", "The body is not valid UTF-8.");
  }
}

/** Throws Refusal `bad_json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own message quotes the body, which may hold a card number or a key.
    throw new Refusal("bad_json", "The body is not valid JSON.");
  }
}
