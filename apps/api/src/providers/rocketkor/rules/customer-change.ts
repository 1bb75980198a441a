import { Refusal } from "@understudy/domain";
import type { Actor } from "./actor.ts";
import type { BusinessCustomer, Customer, Individual } from "./customer.ts";

type Kept = "id" | "status" | "statusAt" | "previousStatus" | "previousStatusAt";
type Stamps = "createdBy" | "createdAt" | "updatedBy" | "updatedAt";

/** All that a request says of a customer. */
export type CustomerContent = Omit<Individual, Kept | Stamps> | Omit<BusinessCustomer, Kept | Stamps>;

/** Who changes something, and when. */
interface CustomerChange {
  readonly by: Actor;
  readonly now: Date;
}

/** A customer is active from the start. */
export function newCustomer(content: CustomerContent, id: string, { by, now }: CustomerChange): Customer {
  return {
    ...content,
    id,
    status: "ACTIVE",
    statusAt: now,
    previousStatus: null,
    previousStatusAt: null,
    createdBy: by,
    createdAt: now,
    updatedBy: by,
    updatedAt: now,
  };
}

/** The whole takes the place of what was there; who it is and how it stands stays. */
export function replaced(customer: Customer, content: CustomerContent, { by, now }: CustomerChange): Customer {
  if (content.type !== customer.type)
    throw invalid("type", `must be ${customer.type}; what a customer is cannot change`);
  const { id, status, statusAt, previousStatus, previousStatusAt, createdBy, createdAt } = customer;
  const kept = { id, status, statusAt, previousStatus, previousStatusAt, createdBy, createdAt };
  return { ...content, ...kept, updatedBy: by, updatedAt: now };
}

function invalid(field: string, message: string): Refusal {
  return new Refusal("invalid", `${field} ${message}.`, { problems: [{ field, rule: "FIELD_INVALID", message }] });
}
