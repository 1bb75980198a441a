import { expect, test } from "vitest";
import { voiceFor } from "../voice.ts";
import { languages, textsFor } from "./index.ts";

/** Every text of a language, those that are made from values too. */
function all(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [3, 1].map((count) => [path, String(value(count, count + 1))] as const);
  return Object.entries(value as object).flatMap(([key, each]) => all(each, `${path}.${key}`));
}

test.each(Object.entries(languages))("every text of %s says something, and says it in that language", (tag, texts) => {
  const own = all(texts);
  for (const [path, text] of own) expect([path, text]).toEqual([path, expect.stringMatching(/\S.*[^{]/s)]);
  expect(texts.tag).toBe(tag);
  const english = new Map(all(languages.en));
  const same = own.filter(([path, text]) => tag !== "en" && english.get(path) === text && text.length > 20);
  expect(same).toEqual([]);
});

test("counted things have the form that their number asks for", () => {
  const counted = (tag: string) => [1, 2, 5, 22].map((count) => languages[tag]?.documents.minCount(count));
  expect(counted("pl")).toEqual(
    ["1 plik", "2 pliki", "5 plików", "22 pliki"].map((each) => `Prześlij co najmniej ${each}.`),
  );
  expect(counted("uk")?.map((text) => text?.slice(-10))).toEqual([
    ...["ше 1 файл.", "е 2 файли.", " 5 файлів.", " 22 файли."],
  ]);
  expect(counted("en")?.[0]).toBe("Upload at least 1 file.");
});

test("the first language that there are words in is spoken, and English where there is none", () => {
  expect(textsFor(["xx", "de-AT", "pl"]).tag).toBe("de");
  expect(textsFor(["xx"]).tag).toBe("en");
});

test("numbers, sizes and days are written as the person writes them", () => {
  const { number, size, day, moment } = voiceFor("de-AT", { locales: ["en"] });
  expect([number(12345.5), size(5 * 1024 ** 2), size(10)]).toEqual(["12345,5", "5 MB", "1 kB"]);
  expect(day("2026-01-31")).toMatch(/^31\. (Jänner|Januar) 2026$/);
  expect(moment(new Date("2026-01-31T15:04:00Z"))).toMatch(/31\. .+ 2026.*15:04/);
});
