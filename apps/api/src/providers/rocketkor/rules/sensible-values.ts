import { DateTime } from "luxon";
import type { PersonName } from "./address.ts";
import type { Currency } from "./money.ts";
import type { AddressType, Parameters, StepName, UserInputs } from "./step.ts";

/** What is known of the customer when a step is completed without values. */
interface Known {
  readonly name: Pick<PersonName, "firstName" | "lastName"> | null;
  readonly now: Date;
}

/** What a step is completed with where a test does not care: it keeps every rule of the step, and is approved. */
export function sensibleValues(
  step: StepName,
  inputs: UserInputs | null,
  parameters: Parameters,
  { name, now }: Known,
): Readonly<Record<string, unknown>> {
  const person = name ?? { firstName: "Alex", lastName: "Morgan" };
  switch (step) {
    case "customer-account":
      return { ...person, email: emailOf(person), phoneNumber: parameters.phoneNumber };
    case "enhance-profile":
      return profileFor(inputs ?? {}, person, { ...parameters, now });
    case "financial-account":
      return accountFor(parameters, person, now);
    case "document-acceptance":
      return { accepted: (inputs?.documents ?? []).map(({ documentId }) => documentId) };
    case "move-money":
      return { confirmed: true };
    default:
      return {};
  }
}

type Person = NonNullable<Known["name"]>;

function emailOf({ firstName, lastName }: Person): string {
  const plain = `${firstName}.${lastName}`
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9.]/g, "")
    .replace(/\.+/g, ".");
  return `${plain.replace(/^\.+|\.+$/g, "") || "customer"}@example.com`;
}

function profileFor(
  inputs: UserInputs,
  { firstName, lastName }: Person,
  { phoneNumber, now }: Parameters & Pick<Known, "now">,
) {
  const { personalInfo = [], addresses = [], phoneNumber: phones = [] } = inputs;
  return {
    ...(personalInfo.includes("salutation") && { salutation: "Dr" }),
    ...(personalInfo.includes("dateOfBirth") && { dateOfBirth: dayOf(now, -40) }),
    ...(addresses.length > 0 && { addresses: addresses.map((type) => addressFor(type, { firstName, lastName })) }),
    ...(phones.length > 0 && { phoneNumber }),
  };
}

function addressFor(type: AddressType, name: Person) {
  const place = {
    streetLine1: "1 Harbour Street",
    cityName: "Albany",
    stateCode: "NY",
    countryCode: "USA",
    zipCode: "12207",
  };
  return { type, ...(type === "SHIPPING" && { name }), ...place };
}

/** The same day some years from now, as `yyyy-MM-dd`; where years of four digits do not reach so far, their first or last. */
function dayOf(now: Date, years: number): string {
  const day = DateTime.fromJSDate(now, { zone: "utc" }).plus({ years });
  if (day.year < 1) return "0001-01-01";
  return day.year > 9999 ? "9999-12-31" : day.toFormat("yyyy-MM-dd");
}

const routingNumbers: Readonly<Record<Currency, string>> = { USD: "011000015", CAD: "000100011" };

function accountFor(parameters: Parameters, { firstName, lastName }: Person, now: Date) {
  const { financialAccountSubType: subtype, currency = "USD", solution } = parameters;
  if (subtype === "CREDIT" || subtype === "DEBIT") {
    const expiry = dayOf(now, 3).slice(0, 7);
    return { cardNumber: "4111111111111111", expiry, firstName, lastName };
  }
  return {
    bankName: "Harbour Bank",
    routingNo: routingNumbers[currency],
    accountNumber: "000123456789",
    nameOnAccount: `${firstName} ${lastName}`.slice(0, 40).trim(),
    ...(solution === "wire" && { billingAddress }),
  };
}

const billingAddress = {
  addressLine1: "1 Harbour Street",
  city: "Albany",
  stateCode: "NY",
  countryCode: "USA",
  postalCode: "12207",
};
