import { closest } from "../../rules/locale.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { pl } from "./pl.ts";
import type { Texts } from "./texts.ts";
import { uk } from "./uk.ts";

export const languages: Readonly<Record<string, Texts>> = { en, fr, pl, uk, de, es };

/** The words for whoever reads the first of these languages that there are words in; English for everybody else. */
export function textsFor(tags: readonly string[]): Texts {
  const known = Object.keys(languages);
  const tag = tags.map((each) => closest(known, each)).find((each) => each !== undefined);
  return languages[tag ?? "en"] ?? en;
}
