import { expect, it } from "vitest";
import { isLanguageTag, pageLocale, textIn } from "./locale.ts";

it.each(["en", "uk", "fil", "pt-BR", "en-gb", "ES-419", "EN"])("%s is a language tag", (tag) => {
  expect(isLanguageTag(tag)).toBe(true);
});

it.each(["", "e", "engl", "en_GB", "en-", "en-GBR", "en-GB-x", "zh-Hant-TW", "12", "en\n", "../en", "français"])(
  "%j is none",
  (tag) => expect(isLanguageTag(tag)).toBe(false),
);

const definition = { locales: ["en", "pt-BR", "uk"] };
const text = { en: "Yes", "pt-BR": "Sim (BR)", "pt-PT": "Sim (PT)", fr: "Oui", "fr-CA": "Ouais" };

it.each([
  ["en", "Yes"],
  ["PT-pt", "Sim (PT)"],
  ["fr-CA", "Ouais"],
  ["fr-BE", "Oui"],
  ["pt", "Sim (BR)"],
  ["en-GB", "Yes"],
  ["de", "Yes"],
])("who reads %s is told %s", (locale, told) => expect(textIn(text, locale, definition)).toBe(told));

it("a text without the first locale is shown in any", () => {
  expect(textIn({ pl: "Tak", de: "Ja" }, "fr", definition)).toBe("Tak");
  expect(textIn({ "en-GB": "Aye", de: "Ja" }, "fr", definition)).toBe("Aye");
  expect(textIn({}, "fr", definition)).toBe("");
});

it("no locale is a property of all objects", () => {
  expect(textIn({ en: "Yes" }, "constructor", definition)).toBe("Yes");
});

it.each([
  ["uk", "uk"],
  ["UK-ua", "uk"],
  ["pt", "pt-BR"],
  ["de", "en"],
])("a page for %s speaks %s", (locale, spoken) => expect(pageLocale(locale, definition)).toBe(spoken));
