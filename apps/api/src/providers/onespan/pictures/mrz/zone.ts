import type { DocumentData } from "../../rules/verification.ts";
import { checkDigit } from "./check-digit.ts";
import { latin } from "./latin.ts";

type Names = Pick<DocumentData, "firstName" | "lastName">;

/** The two lines of 44 of a passport: TD3 of ICAO Doc 9303 part 4. The sex is not told. */
export function passportZone(data: DocumentData): readonly [string, string] {
  const number = withDigit(data.number.padEnd(9, "<"));
  const birth = withDigit(dayOf(data.dateOfBirth));
  const expiry = withDigit(dayOf(data.dateOfExpiry));
  const personal = withDigit("<".repeat(14));
  const composite = checkDigit(number + birth + expiry + personal);
  const state = stateOf(data);
  return [`P<${state}${nameField(data, 39)}`, `${number}${state}${birth}<${expiry}${personal}${composite}`];
}

/** The three lines of 30 of a card: TD1 of ICAO Doc 9303 part 5. */
export function cardZone(data: DocumentData): readonly [string, string, string] {
  const head = withDigit(data.number.padEnd(9, "<")) + "<".repeat(15);
  const birth = withDigit(dayOf(data.dateOfBirth));
  const expiry = withDigit(dayOf(data.dateOfExpiry));
  const rest = "<".repeat(11);
  const state = stateOf(data);
  const composite = checkDigit(head + birth + expiry + rest);
  return [`I<${state}${head}`, `${birth}<${expiry}${state}${rest}${composite}`, nameField(data, 30)];
}

function withDigit(field: string): string {
  return field + checkDigit(field);
}

/** `yymmdd` */
function dayOf(day: string): string {
  return day.slice(2).replaceAll("-", "");
}

/** Germany alone has a code of its own. */
function stateOf({ issuingCountry }: DocumentData): string {
  return (issuingCountry === "DEU" ? "D" : issuingCountry).padEnd(3, "<");
}

/** Last names, two fillers, first names. Where there is no room for all, last names leave a third to the first ones. */
function nameField({ firstName, lastName }: Names, width: number): string {
  const [first, last] = [latin(firstName), latin(lastName)].map((name) => name.replaceAll(" ", "<"));
  const primary = last || first || "SPECIMEN";
  const secondary = last ? (first ?? "") : "";
  if (secondary === "") return primary.slice(0, width).padEnd(width, "<");
  const room = width - 2;
  const kept = primary.slice(0, Math.max(room - secondary.length, Math.ceil((room * 2) / 3))).replace(/<+$/, "");
  return `${kept}<<${secondary}`.slice(0, width).padEnd(width, "<");
}
