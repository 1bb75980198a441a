import { iso31661, iso31662 } from "iso-3166";

/** `USA` and its like, with the two letters by which states name their country. */
const countries: ReadonlyMap<string, string> = new Map(iso31661.map(({ alpha3, alpha2 }) => [alpha3, alpha2]));
/** What stands behind the hyphen of `US-NY`, by country. Some territories have none. */
const states = Map.groupBy(
  iso31662.map(({ code }) => code.split("-")).map(([country = "", state = ""]) => ({ country, state })),
  ({ country }) => country,
);

/** What a country's code must be, said so that it reads on after the field's name; undefined if it is that. */
export function countryProblem(code: string): string | undefined {
  return countries.has(code) ? undefined : "must be a country's three letters by ISO 3166-1, such as USA";
}

/** The same of a state's code. Of a country that nobody knows, or one without states, it may be any. */
export function stateProblem(code: string, country: string): string | undefined {
  const own = states.get(countries.get(country) ?? "") ?? [];
  if (own.length === 0 || own.some(({ state }) => state === code)) return undefined;
  // Codes of one letter are no codes to the provider, who takes two or three (providers/rocketkor.md 4.14).
  const example = own.find(({ state }) => state.length > 1);
  if (!example) return `must be left out; the codes that ISO 3166-2 has for ${country} are too short`;
  return `must be a state or province of ${country} by ISO 3166-2, such as ${example.state}`;
}

/** States and provinces matter to the post in the United States and in Canada. */
export function needsState(countryCode: unknown): boolean {
  return countryCode === "USA" || countryCode === "CAN";
}
