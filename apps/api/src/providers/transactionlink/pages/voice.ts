import type { Definition, LocalizedText } from "../rules/definition.ts";
import { closest, pageLocale, textIn } from "../rules/locale.ts";
import { textsFor } from "./texts/index.ts";
import type { Texts } from "./texts/texts.ts";

/** How a page speaks to a person: our words, the definition's, numbers and days. */
export interface Voice {
  readonly texts: Texts;
  /** Language tag of our words, in the person's own region. */
  readonly tag: string;
  /** The language of the definition's texts where it is another one. */
  readonly foreign: string | undefined;
  say(text: LocalizedText): string;
  number(value: number): string;
  size(bytes: number): string;
  /** Of `YYYY-MM-DD`. */
  day(text: string): string;
  moment(time: Date): string;
}

/** The person's language where there are words in it, else that of the definition's own texts. */
export function voiceFor(locale: string, definition: Pick<Definition, "locales">): Voice {
  const own = pageLocale(locale, definition);
  const texts = textsFor([locale, own]);
  const tag = closest([locale], texts.tag) ?? closest([own], texts.tag) ?? texts.tag;
  const foreign = closest([own], texts.tag) === undefined ? own : undefined;
  return { texts, foreign, say: (text) => textIn(text, locale, definition), ...formatted(canonical(tag)) };
}

/** For whoever has no execution: by the languages of the browser. */
export function voiceOf(acceptLanguage = ""): Voice {
  const tags = acceptLanguage.split(",").map((each) => each.split(";", 1)[0]?.trim() ?? "");
  const texts = textsFor(tags);
  return { texts, foreign: undefined, say: (text) => text[texts.tag] ?? "", ...formatted(texts.tag) };
}

/** In the spelling that browsers expect: `PL-pl` is a tag too. */
function canonical(tag: string): string {
  return Intl.getCanonicalLocales(tag)[0] ?? tag;
}

function formatted(tag: string): Pick<Voice, "tag" | "number" | "size" | "day" | "moment"> {
  const day = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  const moment = new Intl.DateTimeFormat(tag, {
    ...{ day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
    ...{ timeZone: "UTC", timeZoneName: "short" },
  });
  return {
    tag,
    // As it can be typed: nobody types the points between thousands.
    number: (value) => new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 20 }).format(value),
    size: (bytes) => sizeIn(tag, bytes),
    day: (text) => day.format(new Date(`${text}T00:00:00Z`)),
    moment: (time) => moment.format(time),
  };
}

/** A limit of 5 MiB is shown as 5 MB: as file managers count, nobody who is within it is told otherwise. */
function sizeIn(tag: string, bytes: number): string {
  const [unit, value] = bytes < 1024 ** 2 ? ["kilobyte", Math.max(1, bytes / 1024)] : ["megabyte", bytes / 1024 ** 2];
  const digits = unit === "megabyte" ? 1 : 0;
  return new Intl.NumberFormat(tag, { style: "unit", unit, maximumFractionDigits: digits }).format(value);
}
