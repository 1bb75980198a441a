import type { RocketkorAddressModel, RocketkorCustomerModel } from "@understudy/database";
import type { Address } from "../rules/address.ts";
import type { Contact, Customer } from "../rules/customer.ts";
import { stampColumns, stampsFrom } from "./actors.ts";

type Row = RocketkorCustomerModel & { readonly addresses: readonly RocketkorAddressModel[] };

/** All that may change of a customer but its status. Of a business, the names are its primary contact's. */
export function contentOf(customer: Customer) {
  const { externalId, primaryEmail, homePhoneNumber, workPhoneNumber, metadata } = customer;
  const { number: primaryPhoneNumber, type: primaryPhoneType } = customer.primaryPhoneNumber;
  const isBusiness = customer.type === "BUSINESS";
  const person = isBusiness ? customer.contacts.find(({ isPrimary }) => isPrimary) : customer;
  return {
    ...{ externalId, primaryEmail, primaryPhoneNumber, primaryPhoneType, homePhoneNumber, workPhoneNumber, metadata },
    firstName: person?.firstName ?? null,
    middleName: person?.middleName ?? null,
    lastName: person?.lastName ?? null,
    salutation: isBusiness ? null : customer.salutation,
    dateOfBirth: isBusiness ? null : customer.dateOfBirth,
    businessName: isBusiness ? customer.businessName : null,
    contacts: isBusiness ? customer.contacts : null,
    ...stampColumns(customer),
  };
}

export function rowOf(customer: Customer) {
  const { id, type, status, statusAt, previousStatus, previousStatusAt } = customer;
  return { ...{ id, type, status, statusAt, previousStatus, previousStatusAt }, ...contentOf(customer) };
}

export function addressRows({ id: customerId, addresses }: Pick<Customer, "id" | "addresses">) {
  return addresses.map(({ name, ...address }, position) => ({
    ...{ customerId, position, ...address },
    ...{ firstName: name?.firstName ?? null, middleName: name?.middleName ?? null, lastName: name?.lastName ?? null },
  }));
}

/** Rows are written above, and by nobody else. */
export function customerFrom(row: Row): Customer {
  const common = {
    ...{ id: row.id, externalId: row.externalId, primaryEmail: row.primaryEmail },
    ...{ homePhoneNumber: row.homePhoneNumber, workPhoneNumber: row.workPhoneNumber },
    status: row.status as Customer["status"],
    statusAt: row.statusAt,
    previousStatus: row.previousStatus as Customer["previousStatus"],
    previousStatusAt: row.previousStatusAt,
    primaryPhoneNumber: {
      number: row.primaryPhoneNumber,
      type: row.primaryPhoneType as Customer["primaryPhoneNumber"]["type"],
    },
    metadata: row.metadata as Customer["metadata"],
    addresses: row.addresses.map(addressFrom),
    ...stampsFrom(row),
  };
  if (row.type === "BUSINESS") {
    const contacts = row.contacts as unknown as readonly Contact[];
    return { ...common, type: "BUSINESS", businessName: row.businessName ?? "", contacts };
  }
  return {
    ...{ ...common, type: "INDIVIDUAL", salutation: row.salutation },
    ...{ firstName: row.firstName ?? "", middleName: row.middleName, lastName: row.lastName ?? "" },
    dateOfBirth: row.dateOfBirth?.toISOString().slice(0, 10) ?? null,
  };
}

function addressFrom(row: RocketkorAddressModel): Address {
  const { type, firstName, middleName, lastName, streetLines, apartmentNumber, cityName, ...rest } = row;
  const { stateCode, countryCode, zipCode, isPrimary } = rest;
  const name = firstName === null || lastName === null ? null : { firstName, middleName, lastName };
  return {
    ...{ type: type as Address["type"], name, streetLines, apartmentNumber, cityName, stateCode, countryCode },
    ...{ zipCode, isPrimary },
  };
}
