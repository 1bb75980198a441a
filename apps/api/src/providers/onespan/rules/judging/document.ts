import { iso31661 } from "iso-3166";
import { failsAt, type Specimen } from "../specimens.ts";
import type { DocumentData } from "../verification.ts";
import { numberFrom } from "./chance.ts";
import { type Person, somebodyElse } from "./person.ts";

const letters = { passport: "P", id_card: "K", driving_licence: "L" } as const;
const codes: ReadonlyMap<string, string> = new Map(iso31661.map(({ alpha2, alpha3 }) => [alpha2, alpha3]));

/** What stands on a specimen that is made out to this person. The picture that is drawn of it shows the same. */
export function documentOf(specimen: Specimen, person: Person, now: Date): DocumentData {
  const { documentType: type = "passport" } = specimen;
  const holder = failsAt(specimen, "name_matches") ? somebodyElse(person) : person;
  const { firstName, lastName, birth } = holder;
  const dateOfBirth = birth ?? "1990-01-01";
  // Utopia's code, which is that of specimens (ICAO Doc 9303), stands where no country is known.
  const issuingCountry = codes.get(holder.country?.toUpperCase() ?? "") ?? "UTO";
  const seed = [type, issuingCountry, lastName, firstName, dateOfBirth].join("\n");
  return {
    ...{ type, issuingCountry, firstName, lastName, dateOfBirth },
    number: numberOf(type, seed),
    dateOfExpiry: expiryOf(seed, now, failsAt(specimen, "document_not_expired")),
  };
}

/** A letter by the type and eight digits by whose document it is: the same person's has the same number always. */
function numberOf(type: DocumentData["type"], seed: string): string {
  return letters[type] + String(numberFrom(seed, 10 ** 8)).padStart(8, "0");
}

/** A day two to six years after this one's, or one of last year. */
function expiryOf(seed: string, now: Date, hasExpired: boolean): string {
  const away = hasExpired ? -1 : 2 + numberFrom(`${seed}\nyear`, 5);
  // A clock may stand in the first year that there is, or near the last one that can be written.
  const year = Math.min(Math.max(now.getUTCFullYear() + away, 1), 9999);
  const [month, day] = [numberFrom(`${seed}\nmonth`, 12) + 1, numberFrom(`${seed}\nday`, 28) + 1];
  return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}
