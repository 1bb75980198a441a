import { iso31661, iso31662 } from "iso-3166";
import type { AddressType } from "../../rules/step.ts";
import type { Name } from "../person.ts";
import { type Field, type Group, type Look, type Option, plainText } from "./field.ts";
import { addressLegends, countryGroups, type FieldText, fieldTexts, onlyNorthAmerica, optional } from "./texts.ts";

/** One of the addresses of a profile, the `index`-th that is asked for; a parcel needs somebody's name. */
export function addressGroup(type: AddressType, index: number, name: Name): Group {
  const at = `addresses.${index}`;
  const apartment = { ...fieldTexts.apartment, name: `${at}.apartmentNumber`, look: plainText, optional };
  const keys = { street: "streetLine", city: "cityName", zip: "zipCode" };
  return {
    legend: addressLegends[type],
    fields: [
      { label: "", name: `${at}.type`, look: { kind: "fixed", value: type } },
      ...(type === "SHIPPING" ? recipientFields(at, sections[type], name) : []),
      ...placeFields(at, sections[type], keys, { apartment: [apartment] }),
    ],
  };
}

/** Each address is filled in by the browser as one of its own. */
const sections = { SHIPPING: "shipping", MAILING: "section-mailing", PHYSICAL: "section-home" } as const;

function recipientFields(at: string, section: string, { firstName, lastName }: Name): readonly Field[] {
  const field = (text: FieldText, key: keyof Name, initial: string, token: string) => {
    return { ...text, name: `${at}.name.${key}`, look: plainText, initial, autocomplete: `${section} ${token}` };
  };
  return [
    field(fieldTexts.recipientsFirstName, "firstName", firstName, "given-name"),
    field(fieldTexts.recipientsLastName, "lastName", lastName, "family-name"),
  ];
}

/** Where the holder of a bank account lives. */
export function billingGroup(legend: string): Group {
  const keys = { street: "addressLine", city: "city", zip: "postalCode" };
  return { legend, fields: placeFields("billingAddress", "billing", keys, { isZipOptional: true }) };
}

/** How the parts of an address are called that are not called the same everywhere; lines have a number behind that. */
type Keys = Readonly<Record<"street" | "city" | "zip", string>>;

interface Variation {
  readonly apartment?: readonly Field[];
  readonly isZipOptional?: boolean;
}

function placeFields(at: string, section: string, keys: Keys, variation: Variation): readonly Field[] {
  const { apartment = [], isZipOptional = false } = variation;
  const field = (text: FieldText, key: string, token: string, look: Look = plainText, mayLack?: string): Field => {
    return { ...text, name: `${at}.${key}`, look, optional: mayLack, autocomplete: `${section} ${token}` };
  };
  return [
    field(fieldTexts.country, "countryCode", "country", countries()),
    field(fieldTexts.street, `${keys.street}1`, "address-line1"),
    field(fieldTexts.street2, `${keys.street}2`, "address-line2", plainText, optional),
    ...apartment,
    field(fieldTexts.city, keys.city, "address-level2"),
    field(fieldTexts.state, "stateCode", "address-level1", states(), onlyNorthAmerica),
    field(fieldTexts.zip, keys.zip, "postal-code", code, isZipOptional ? optional : undefined),
  ];
}

const code = { kind: "text", type: "text", isCode: true } as const;

/** The two countries of this platform stand before all others. */
const countries = onceAsked(() => {
  const names = new Intl.DisplayNames("en-US", { type: "region" });
  const others = iso31661
    .filter(({ alpha3 }) => alpha3 !== "USA" && alpha3 !== "CAN")
    .map(({ alpha2, alpha3, name }) => {
      return { value: alpha3, label: names.of(alpha2) ?? name, group: countryGroups.all };
    });
  return [
    { value: "USA", label: countryGroups.USA, group: countryGroups.common },
    { value: "CAN", label: countryGroups.CAN, group: countryGroups.common },
    ...inOrder(others),
  ];
});

const states = onceAsked(() => [...statesOf("US", countryGroups.USA), ...statesOf("CA", countryGroups.CAN)]);

/** Names are put into their order at the first page that shows them, so that no start waits for it. */
function onceAsked(choicesOf: () => readonly Option[]): () => Look {
  let look: Look | undefined;
  return () => {
    look ??= { kind: "select", choices: choicesOf() };
    return look;
  };
}

function inOrder(options: Option[]): readonly Option[] {
  return options.sort((one, other) => one.label.localeCompare(other.label, "en-US"));
}

function statesOf(country: string, group: string): readonly Option[] {
  const own = iso31662.filter(({ parent }) => parent === country);
  return inOrder(own.map(({ code, name }) => ({ value: code.slice(country.length + 1), label: name, group })));
}
