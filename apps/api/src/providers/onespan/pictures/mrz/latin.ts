import anyAscii from "any-ascii";

/**
 * Where ICAO Doc 9303 part 3, section 6, says something else than what is usual: letters of Latin alphabets, then the
 * Cyrillic ones. All others go by the usual way.
 */
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ Ä: "AE", Å: "AA", Æ: "AE", Ð: "D", Ö: "OE", Ø: "OE", Ü: "UE", Þ: "TH", Œ: "OE", Ĳ: "IJ", Ŋ: "N", ĸ: "Q" },
    ...{ А: "A", Б: "B", В: "V", Г: "G", Д: "D", Е: "E", Ё: "E", Ж: "ZH", З: "Z", И: "I", І: "I", Й: "I", К: "K" },
    ...{ Л: "L", М: "M", Н: "N", О: "O", П: "P", Р: "R", С: "S", Т: "T", У: "U", Ф: "F", Х: "KH", Ц: "TS", Ч: "CH" },
    ...{ Ш: "SH", Щ: "SHCH", Ъ: "IE", Ы: "Y", Ь: "", Э: "E", Ю: "IU", Я: "IA", Ґ: "G", Є: "IE", Ї: "I", Ў: "U" },
    ...{ Ђ: "D", Ѓ: "G", Ј: "J", Љ: "LJ", Њ: "NJ", Ћ: "C", Ќ: "K", Џ: "DZ", Ѕ: "DZ" },
  }),
);

/** The name in A to Z and single spaces, as it is read by machines; whatever cannot be told in them is left out. */
export function latin(name: string): string {
  const spelled = [...name.normalize("NFC").toUpperCase()].map(spell).join("");
  return spelled.replace(/ +/g, " ").trim();
}

function spell(character: string): string {
  if (/[\s\p{Pd}]/u.test(character)) return " ";
  // Of a snowman it would say SNOWMAN.
  if (!/\p{L}/u.test(character)) return "";
  const usual = () =>
    anyAscii(character)
      .toUpperCase()
      .replace(/[^A-Z]/g, "");
  return letters.get(character) ?? usual();
}
