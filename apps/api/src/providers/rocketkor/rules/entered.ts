import { internal } from "./actor.ts";
import { withPrimaries } from "./address.ts";
import type { Customer, Individual } from "./customer.ts";
import type { CustomerAccount, Profile } from "./profile.ts";
import type { Workflow } from "./workflow.ts";

/** The customer who has entered who they are; the number is the one that the link was sent to, unless they say another. */
export function customerOf(person: CustomerAccount, { phoneNumber }: Workflow, id: string, now: Date): Individual {
  return {
    type: "INDIVIDUAL",
    id,
    status: "ACTIVE",
    statusAt: now,
    previousStatus: null,
    previousStatusAt: null,
    externalId: null,
    salutation: null,
    firstName: person.firstName,
    middleName: null,
    lastName: person.lastName,
    dateOfBirth: null,
    primaryPhoneNumber: { number: person.phoneNumber ?? phoneNumber, type: "MOBILE" },
    primaryEmail: person.email,
    homePhoneNumber: null,
    workPhoneNumber: null,
    addresses: [],
    metadata: null,
    ...{ createdBy: internal, createdAt: now, updatedBy: internal, updatedAt: now },
  };
}

/**
 * The customer with what was added: it takes the place of what was there, and addresses that of those of the same type.
 * A business has no title and no birthday: what it enters there stays in the step.
 */
export function withProfile(
  customer: Customer,
  { salutation, dateOfBirth, addresses, phoneNumber }: Profile,
  now: Date,
): Customer {
  const replaced = new Set(addresses.map(({ type }) => type));
  const kept = customer.addresses.filter(({ type }) => !replaced.has(type));
  const changed = {
    addresses: withPrimaries([...kept, ...addresses]),
    ...(phoneNumber?.type === "HOME" && { homePhoneNumber: phoneNumber.number }),
    ...(phoneNumber?.type === "WORK" && { workPhoneNumber: phoneNumber.number }),
    ...{ updatedBy: internal, updatedAt: now },
  };
  if (customer.type === "BUSINESS") return { ...customer, ...changed };
  const person = { ...(salutation !== null && { salutation }), ...(dateOfBirth !== null && { dateOfBirth }) };
  return { ...customer, ...person, ...changed };
}
