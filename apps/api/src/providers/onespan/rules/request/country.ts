import { iso31661 } from "iso-3166";

const countries: ReadonlySet<string> = new Set(iso31661.map(({ alpha2 }) => alpha2));

/** What a country's code must be, read after the field's name; undefined if it is that. */
export function countryProblem(code: string): string | undefined {
  // Reserved by ISO 3166, and no country's code.
  if (code === "UK") return "must be GB for the United Kingdom; UK is no code of ISO 3166-1";
  // Of other forms the schema tells.
  if (!/^[A-Z]{2}$/.test(code) || countries.has(code)) return undefined;
  return "must be a country's two letters by ISO 3166-1, such as GB";
}
