import type { components } from "@understudy/contracts/rocketkor";
import { withPrimaries } from "../rules/address.ts";
import type { Contact, Customer, TypedPhone } from "../rules/customer.ts";
import type { CustomerContent } from "../rules/customer-change.ts";
import { addressFromWire, addressToWire } from "./address.ts";
import { present } from "./present.ts";
import { time } from "./time.ts";

type Schemas = components["schemas"];
type Body = Schemas["CustomerRequest"];

/** A body that keeps the spec's schema and the rules beside it, so that what its type needs is there. */
export function contentFromWire(body: Body): CustomerContent {
  const { type, externalId = null, phoneNumbers = [], addresses = [], metadata = null } = body;
  const numberOf = (kind: TypedPhone["type"]) => phoneNumbers.find((each) => each.type === kind)?.number ?? null;
  const common = {
    externalId,
    homePhoneNumber: numberOf("HOME"),
    workPhoneNumber: numberOf("WORK"),
    addresses: withPrimaries(addresses.map(addressFromWire)),
    metadata,
  };
  if (type === "BUSINESS") {
    const contacts = (body.contacts ?? []).map(contactFromWire);
    const primary = contacts.find(({ isPrimary }) => isPrimary);
    return { type, businessName: needed(body.businessName), contacts, ...reachOf(primary ?? {}), ...common };
  }
  const { salutation = null, firstName, middleName = null, lastName, dateOfBirth = null } = body;
  const names = { salutation, firstName: needed(firstName), middleName, lastName: needed(lastName), dateOfBirth };
  return { type, ...names, ...reachOf({ ...body, primaryEmail: body.primaryEmail?.value }), ...common };
}

interface Reachable {
  readonly primaryPhoneNumber?: TypedPhone | null | undefined;
  readonly primaryEmail?: string | null | undefined;
}

function reachOf({ primaryPhoneNumber, primaryEmail }: Reachable) {
  return { primaryPhoneNumber: phoneFromWire(needed(primaryPhoneNumber)), primaryEmail: needed(primaryEmail) };
}

/** Of one who is not primary, anything may be unknown. */
function contactFromWire(contact: Partial<Schemas["CustomerContact"]>): Contact {
  const { primary = false, firstName, middleName, lastName, primaryPhoneNumber, primaryEmail } = contact;
  return {
    isPrimary: primary,
    firstName: firstName ?? null,
    middleName: middleName ?? null,
    lastName: lastName ?? null,
    primaryPhoneNumber: primaryPhoneNumber ? phoneFromWire(primaryPhoneNumber) : null,
    primaryEmail: primaryEmail?.value ?? null,
  };
}

function phoneFromWire({ number, type }: TypedPhone): TypedPhone {
  return { number, type };
}

/** The rules have refused a body in which it is missing. */
function needed<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("a customer without what its type needs was not refused");
  return value;
}

/** A business is reached as its contacts are, so that the numbers and names of its own are left out. */
export function customerToWire(customer: Customer): Schemas["Customer"] {
  const { id, status, type, externalId, homePhoneNumber, workPhoneNumber, addresses, metadata } = customer;
  return {
    ...{ id, status, type },
    ...present({ externalId }),
    ...(customer.type === "BUSINESS" ? businessToWire(customer) : personToWire(customer)),
    phoneNumbers: [
      ...(homePhoneNumber === null ? [] : [{ number: homePhoneNumber, type: "HOME" as const }]),
      ...(workPhoneNumber === null ? [] : [{ number: workPhoneNumber, type: "WORK" as const }]),
    ],
    addresses: addresses.map(addressToWire),
    ...(metadata && { metadata: { ...metadata } }),
    ...{ createdBy: customer.createdBy, createdAt: time(customer.createdAt) },
    ...{ updatedBy: customer.updatedBy, updatedAt: time(customer.updatedAt) },
  };
}

function personToWire(person: Extract<Customer, { type: "INDIVIDUAL" }>) {
  const { salutation, firstName, middleName, lastName, dateOfBirth, primaryPhoneNumber, primaryEmail } = person;
  return {
    ...present({ salutation, firstName, middleName, lastName, dateOfBirth }),
    ...{ primaryPhoneNumber, primaryEmail: { value: primaryEmail } },
  };
}

function businessToWire({ businessName, contacts }: Extract<Customer, { type: "BUSINESS" }>) {
  return { businessName, contacts: contacts.map(contactToWire) };
}

function contactToWire(contact: Contact) {
  const { isPrimary: primary, firstName, middleName, lastName, primaryPhoneNumber, primaryEmail } = contact;
  const known = {
    ...{ primary, ...present({ firstName, middleName, lastName, primaryPhoneNumber }) },
    ...(primaryEmail !== null && { primaryEmail: { value: primaryEmail } }),
  };
  // What a contact must have has been judged when it came.
  return known as Schemas["CustomerContact"];
}
