import type { Definition, LocalizedText } from "./definition.ts";

/** Two or three letters and, if need be, a region: `en`, `pt-BR`, `es-419` (providers/transactionlink.md 9.12). */
export function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,3}(-([a-z]{2}|[0-9]{3}))?$/i.test(text);
}

/** The text for a person who reads `locale`; where there is none, the one that the definition shows to everybody. */
export function textIn(text: LocalizedText, locale: string, definition: Pick<Definition, "locales">): string {
  const tags = Object.keys(text);
  const tag = closest(tags, locale) ?? closest(tags, definition.locales[0] ?? "") ?? tags[0];
  return tag === undefined ? "" : (text[tag] ?? "");
}

/** The locale of the definition in which its pages speak to a person who reads `locale`. */
export function pageLocale(locale: string, definition: Pick<Definition, "locales">): string {
  return closest(definition.locales, locale) ?? definition.locales[0] ?? "en";
}

/** The same tag in any spelling, else the bare language, else the same language in another region. */
export function closest(tags: readonly string[], locale: string): string | undefined {
  const wanted = locale.toLowerCase();
  const language = languageOf(wanted);
  const spelled = (spelling: string) => tags.find((tag) => tag.toLowerCase() === spelling);
  return spelled(wanted) ?? spelled(language) ?? tags.find((tag) => languageOf(tag.toLowerCase()) === language);
}

function languageOf(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
