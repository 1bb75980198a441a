import type { Fault } from "@understudy/domain";
import { isPostBox, streetLineKeys } from "./address.ts";
import { birthProblem, isDay } from "./birth.ts";
import { readPhone } from "./phone.ts";
import { fault, type Given, listIn, notAPhone, objectIn } from "./reading.ts";
import { needsState } from "./region.ts";
import { judgeRegion } from "./region-request.ts";

const requiredOf = {
  INDIVIDUAL: ["firstName", "lastName", "primaryPhoneNumber", "primaryEmail"],
  BUSINESS: ["businessName", "contacts"],
} as const;

/**
 * All that is wrong with a new customer, or with a changed one, beyond what the spec's schema tells: what is of a wrong
 * type is passed over.
 */
export function judgeCustomerBody(body: unknown): readonly Fault[] {
  const customer = objectIn(body) ?? {};
  const { type } = customer;
  return [
    ...(type === "INDIVIDUAL" ? judgeRequired(customer, type, "an") : []),
    ...(type === "BUSINESS" ? [...judgeRequired(customer, type, "a"), ...judgeContacts(customer)] : []),
    ...numbersIn(customer).flatMap(({ number, at }) => judgeNumber(number, at)),
    ...objectsIn(customer.addresses).flatMap(judgeAddress),
    ...contradictions(customer),
  ];
}

/** The same of the day of birth, for which it must be known which day it is; a business has none. */
export function judgeBirth(body: unknown, now: Date): readonly Fault[] {
  const { type, dateOfBirth } = objectIn(body) ?? {};
  if (type === "BUSINESS" || typeof dateOfBirth !== "string" || !isDay(dateOfBirth)) return [];
  const problem = birthProblem(dateOfBirth, now);
  return problem === undefined ? [] : [fault("dateOfBirth", "FIELD_INVALID", problem)];
}

function objectsIn(list: unknown): readonly Given[] {
  return (listIn(list) ?? []).map((each) => objectIn(each) ?? {});
}

function judgeRequired(customer: Given, type: keyof typeof requiredOf, article: string): readonly Fault[] {
  const left = requiredOf[type].filter((key) => customer[key] === undefined);
  return left.map((key) => fault(key, "FIELD_REQUIRED", `is required of ${article} ${type}`));
}

function judgeContacts({ contacts }: Given): readonly Fault[] {
  const list = listIn(contacts);
  if (!list || list.some((contact) => objectIn(contact)?.primary === true)) return [];
  return [fault("contacts", "FIELD_REQUIRED", "must hold one whose primary is true")];
}

function numbersIn({ primaryPhoneNumber, phoneNumbers, contacts }: Given) {
  return [
    { number: primaryPhoneNumber, at: "primaryPhoneNumber" },
    ...objectsIn(phoneNumbers).map((number, index) => ({ number, at: `phoneNumbers.${index}` })),
    ...objectsIn(contacts).map(({ primaryPhoneNumber: number }, index) => {
      return { number, at: `contacts.${index}.primaryPhoneNumber` };
    }),
  ];
}

function judgeNumber(phoneNumber: unknown, at: string): readonly Fault[] {
  const number = objectIn(phoneNumber)?.number;
  // Of other forms the schema tells.
  if (typeof number !== "string" || !/^\+?\d{8,15}$/.test(number) || readPhone(number)) return [];
  return [fault(`${at}.number`, "FIELD_INVALID", notAPhone)];
}

function judgeAddress(address: Given, index: number): readonly Fault[] {
  const { type, name, stateCode, countryCode } = address;
  const at = `addresses.${index}`;
  const found: Fault[] = [];
  if (type === "SHIPPING" && name === undefined)
    found.push(fault(`${at}.name`, "FIELD_REQUIRED", "is required of a SHIPPING address"));
  if (needsState(countryCode) && stateCode === undefined)
    found.push(fault(`${at}.stateCode`, "FIELD_REQUIRED", `is required where countryCode is ${countryCode}`));
  found.push(...judgeRegion(address, at));
  const box = streetLineKeys.find((key) => typeof address[key] === "string" && isPostBox(address[key]));
  if (type === "PHYSICAL" && box)
    found.push(fault(`${at}.${box}`, "FIELD_INVALID", "must be where somebody lives, not a post office box"));
  return found;
}

/** Where none is said to be the primary one the first is, so that only a second one can be wrong. */
function contradictions({ addresses, contacts }: Given): readonly Fault[] {
  const isPrimary = ({ primary }: Given) => primary === true;
  return [
    ...repeated(contacts, (contact) => isPrimary(contact) || undefined).map(({ index }) => {
      return fault(`contacts.${index}.primary`, "FIELD_INVALID", "cannot be true beside another primary contact");
    }),
    ...repeated(addresses, (address) => (isPrimary(address) ? address.type : undefined)).map(({ index, kind }) => {
      const message = `cannot be true beside another primary ${kind} address`;
      return fault(`addresses.${index}.primary`, "FIELD_INVALID", message);
    }),
  ];
}

/** The second and later ones of a kind; what is of no kind is no repetition. */
function repeated(list: unknown, kindOf: (each: Given) => unknown) {
  const kinds = objectsIn(list).map(kindOf);
  return kinds.flatMap((kind, index) => (kind !== undefined && kinds.indexOf(kind) < index ? [{ index, kind }] : []));
}
