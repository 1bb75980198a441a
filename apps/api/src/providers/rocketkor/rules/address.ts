import { Entry, type Problems } from "./entry.ts";
import { countryProblem, needsState, stateProblem } from "./region.ts";
import { type AddressType, addressTypes } from "./step.ts";

export interface PersonName {
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
}

export interface Address {
  readonly type: AddressType;
  /** Whom a parcel is for: of `SHIPPING` only. */
  readonly name: PersonName | null;
  /** One to five. */
  readonly streetLines: readonly string[];
  readonly apartmentNumber: string | null;
  readonly cityName: string | null;
  readonly stateCode: string | null;
  /** ISO 3166-1 alpha-3. */
  readonly countryCode: string | null;
  readonly zipCode: string | null;
  /** Exactly one of each type is. */
  readonly isPrimary: boolean;
}

/** Each address says whether it was given as the primary one; the first of a type is, where none was. */
export function withPrimaries(addresses: readonly Address[]): readonly Address[] {
  return addresses.map((address, index) => {
    const ofType = addresses.filter(({ type }) => type === address.type);
    const primary = ofType.find(({ isPrimary }) => isPrimary) ?? ofType[0];
    return { ...address, isPrimary: addresses.indexOf(primary ?? address) === index };
  });
}

export const streetLineKeys = ["streetLine1", "streetLine2", "streetLine3", "streetLine4", "streetLine5"] as const;
export const nameLimits = { most: 40 } as const;

const keys = ["type", "name", ...streetLineKeys, "apartmentNumber", "cityName", "stateCode", "countryCode", "zipCode"];
const stateCodes = { pattern: /^[a-z0-9]{2,3}$/i, what: "the 2 or 3 letters or digits of ISO 3166-2, such as NY" };
const countryCodes = { pattern: /^[a-z]{3}$/i, what: "the 3 letters of ISO 3166-1, such as USA" };

/** What a customer enters as an address, `at` its place among the values: one that a parcel or a letter finds. */
export function judgeAddress(given: unknown, at: string): Problems | Address {
  const entry = new Entry(given, at);
  entry.only(...keys, "primary");
  const type = addressTypes.find((each) => each === entry.values.type);
  if (!type) entry.invalid("type", `must be one of ${addressTypes.join(", ")}`);
  const streetLines = streetLineKeys.map((key, index) => entry.text(key, { isRequired: index === 0, most: 50 }));
  if (type === "PHYSICAL" && streetLines.some((line) => line !== null && isPostBox(line)))
    entry.invalid("streetLine1", "must be where somebody lives, not a post office box");
  const address = {
    streetLines: streetLines.filter((line) => line !== null),
    apartmentNumber: entry.text("apartmentNumber", { most: 50 }),
    cityName: entry.text("cityName", { isRequired: true, most: 25 }),
    ...regionIn(entry),
    zipCode: entry.text("zipCode", { isRequired: true, most: 10 }),
    isPrimary: entry.values.primary === true,
  };
  const name = type === "SHIPPING" ? judgeName(entry) : null;
  if (!type || entry.problems.length > 0) return entry.refused();
  return { type, name, ...address };
}

/** State and country, in capital letters however they were typed. */
export function regionIn(entry: Entry) {
  const countryCode = entry.text("countryCode", { isRequired: true, most: 3, ...countryCodes })?.toUpperCase() ?? null;
  const isRequired = needsState(countryCode);
  const stateCode = entry.text("stateCode", { isRequired, most: 3, ...stateCodes })?.toUpperCase() ?? null;
  const country = countryCode === null ? undefined : countryProblem(countryCode);
  if (country !== undefined) entry.invalid("countryCode", country);
  const state = countryCode === null || stateCode === null ? undefined : stateProblem(stateCode, countryCode);
  if (state !== undefined) entry.invalid("stateCode", state);
  return { stateCode, countryCode };
}

/** The name on a parcel. */
function judgeName(entry: Entry): PersonName | null {
  const name = entry.inner("name");
  name.only("firstName", "middleName", "lastName");
  const [firstName, middleName, lastName] = [
    name.text("firstName", { isRequired: true, ...nameLimits }),
    name.text("middleName", nameLimits),
    name.text("lastName", { isRequired: true, ...nameLimits }),
  ];
  entry.adopt(name);
  return firstName === null || lastName === null ? null : { firstName, middleName, lastName };
}

export function isPostBox(line: string): boolean {
  return /\b(p\.?\s*o\.?\s*box|post\s+office\s+box)\b/i.test(line);
}
