import type { Customer } from "../rules/customer.ts";

export interface Name {
  readonly firstName: string;
  readonly lastName: string;
}

/** What may stand in the fields of a name at first: a business has none. */
export function personsName(customer: Customer | null): Name {
  if (customer?.type !== "INDIVIDUAL") return { firstName: "", lastName: "" };
  return { firstName: customer.firstName, lastName: customer.lastName };
}
