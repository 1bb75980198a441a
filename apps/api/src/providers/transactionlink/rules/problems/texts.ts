import type { Fault } from "@understudy/domain";
import type { Field, LocalizedText, Step } from "../definition.ts";
import { closest } from "../locale.ts";
import { faultAt, type Place } from "./place.ts";

/** Texts that are not there in the first locale, to which all others fall back. */
export function missingTexts(place: Place): readonly Fault[] {
  const [first = ""] = place.definition.locales;
  return textsOf(place.step)
    .filter(({ text }) => !speaks(text, first))
    .map(({ path }) => {
      const sentence = `says nothing in ${first}, the first of the locales; add it, for whoever reads another language.`;
      return faultAt(place, path, "missing_text", sentence);
    });
}

function speaks(text: LocalizedText, locale: string): boolean {
  const tag = closest(Object.keys(text), locale);
  return tag !== undefined && (text[tag] ?? "").trim() !== "";
}

/** A text, and where in its step it stands. */
interface PlacedText {
  readonly path: string;
  readonly text: LocalizedText;
}

/** All texts of a step that a person may read. */
export function textsOf(step: Step): readonly PlacedText[] {
  const fields = step.type === "form" ? step.fields.flatMap(fieldTexts) : [];
  return [...there("title", step.title), ...there("description", step.description), ...fields];
}

function fieldTexts({ label, hint, options = [], validate }: Field, index: number): readonly PlacedText[] {
  const at = `fields.${index}`;
  return [
    ...there(`${at}.label`, label),
    ...there(`${at}.hint`, hint),
    ...options.flatMap((option, number) => there(`${at}.options.${number}.label`, option.label)),
    ...there(`${at}.validate.patternErrorMessage`, validate?.patternErrorMessage),
  ];
}

function there(path: string, text: LocalizedText | undefined): readonly PlacedText[] {
  return text ? [{ path, text }] : [];
}
