import type { components } from "@understudy/contracts/rocketkor";
import type { BillingAddress } from "../rules/account.ts";
import { type Address, streetLineKeys } from "../rules/address.ts";
import { present } from "./present.ts";

type Schemas = components["schemas"];

/** The name of somebody who receives there is kept of a `SHIPPING` address alone. */
export function addressFromWire(address: Schemas["AddressRequest"]): Address {
  const { type, name, primary = false, apartmentNumber, cityName, stateCode, countryCode, zipCode } = address;
  return {
    type,
    name: type === "SHIPPING" && name ? { ...name, middleName: name.middleName ?? null } : null,
    streetLines: streetLineKeys.flatMap((key) => address[key] ?? []),
    apartmentNumber: apartmentNumber ?? null,
    cityName: cityName ?? null,
    stateCode: stateCode ?? null,
    countryCode: countryCode ?? null,
    zipCode: zipCode ?? null,
    isPrimary: primary,
  };
}

export function addressToWire(address: Address): Schemas["Address"] {
  const { type, name, streetLines, isPrimary: primary } = address;
  const { apartmentNumber, cityName, stateCode, countryCode, zipCode } = address;
  const [streetLine1 = "", streetLine2, streetLine3, streetLine4, streetLine5] = streetLines;
  return {
    type,
    ...(name && {
      name: { firstName: name.firstName, ...present({ middleName: name.middleName }), lastName: name.lastName },
    }),
    streetLine1,
    ...(streetLine2 !== undefined && { streetLine2 }),
    ...(streetLine3 !== undefined && { streetLine3 }),
    ...(streetLine4 !== undefined && { streetLine4 }),
    ...(streetLine5 !== undefined && { streetLine5 }),
    ...present({ apartmentNumber, cityName, stateCode, countryCode, zipCode }),
    primary,
  };
}

export function billingAddressFromWire(address: Schemas["BillingAddress"] | undefined): BillingAddress | null {
  if (!address) return null;
  const { addressLine1, addressLine2, addressLine3, city, stateCode = null, countryCode, postalCode = null } = address;
  const lines = [addressLine1, addressLine2, addressLine3].filter((line) => line !== undefined);
  return { lines, city, stateCode, countryCode, postalCode };
}

export function billingAddressToWire(address: BillingAddress): Schemas["BillingAddress"] {
  const { lines, city, stateCode, countryCode, postalCode } = address;
  const [addressLine1 = "", addressLine2, addressLine3] = lines;
  return {
    addressLine1,
    ...(addressLine2 !== undefined && { addressLine2 }),
    ...(addressLine3 !== undefined && { addressLine3 }),
    ...{ city, ...present({ stateCode }), countryCode, ...present({ postalCode }) },
  };
}
