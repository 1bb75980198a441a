import type { Actor } from "./actor.ts";
import type { Address, PersonName } from "./address.ts";

/** Push notifications know more of them (providers/rocketkor.md section 6); the API shows these two. */
export type CustomerStatus = "ACTIVE" | "SUSPENDED";

type PhoneType = "MOBILE" | "HOME" | "WORK";

export interface TypedPhone {
  /** As it was given. */
  readonly number: string;
  readonly type: PhoneType;
}

/** How somebody is reached. */
interface Reach {
  readonly primaryPhoneNumber: TypedPhone;
  readonly primaryEmail: string;
}

/** A person who speaks for a business; of all but the primary one, little needs to be known. */
export interface Contact {
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly primaryPhoneNumber: TypedPhone | null;
  readonly primaryEmail: string | null;
  /** Exactly one of a business is. */
  readonly isPrimary: boolean;
}

interface Common extends Reach {
  readonly id: string;
  readonly status: CustomerStatus;
  readonly statusAt: Date;
  readonly previousStatus: CustomerStatus | null;
  readonly previousStatusAt: Date | null;
  /** The business's own name for the customer, which no other of its customers has. */
  readonly externalId: string | null;
  readonly addresses: readonly Address[];
  /** Other numbers than the primary one. */
  readonly homePhoneNumber: string | null;
  readonly workPhoneNumber: string | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly createdBy: Actor;
  readonly createdAt: Date;
  readonly updatedBy: Actor;
  readonly updatedAt: Date;
}

export interface Individual extends Common, PersonName {
  readonly type: "INDIVIDUAL";
  readonly salutation: string | null;
  /** `yyyy-MM-dd` */
  readonly dateOfBirth: string | null;
}

/** It is reached as its primary contact is. */
export interface BusinessCustomer extends Common {
  readonly type: "BUSINESS";
  readonly businessName: string;
  readonly contacts: readonly Contact[];
}

export type Customer = Individual | BusinessCustomer;

/** As a page or a message calls the customer. */
export function displayNameOf(customer: Customer): string {
  return customer.type === "BUSINESS" ? customer.businessName : `${customer.firstName} ${customer.lastName}`;
}
