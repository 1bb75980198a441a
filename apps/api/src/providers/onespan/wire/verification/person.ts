import type { components } from "@understudy/contracts/onespan";
import { birthDay } from "../../rules/birth.ts";
import type { User } from "../../rules/transaction.ts";
import { present } from "../present.ts";

type PersonalInformation = components["schemas"]["PersonalInformation"];

/** What was sent of a person, in the report's own words (providers/onespan.md 4.4); empty where nothing was. */
export function personToWire(user: User | null): PersonalInformation {
  if (!user) return {};
  const { first_name, last_name, birth_surname, dob, address, phone_number } = user;
  const name = present({ forename: first_name, surname: last_name, birthSurname: birth_surname });
  return {
    ...(Object.keys(name).length > 0 && { nameInformation: name }),
    ...present({ dateOfBirth: dob === undefined ? undefined : birthDay(dob) }),
    ...(address && { addressInformation: addressToWire(address) }),
    ...present({ mobilePhoneNumber: phone_number }),
  };
}

function addressToWire(address: NonNullable<User["address"]>): PersonalInformation["addressInformation"] {
  return present({
    flatOrApartmentNumber: numberIn(address.flat_or_appartment_number),
    houseName: address.house_name,
    houseNumber: numberIn(address.house_number),
    postCode: address.post_code,
    country: address.country_code,
    countyOrProvince: address.county_or_province,
    poBox: numberIn(address.po_box),
    street: address.street,
    town: address.town,
    city: address.city,
  });
}

/** The report has numbers where the user has texts: `12b` cannot stand there, and is left out. */
function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
