import { createRocketkorClient } from "@understudy/client/rocketkor";
import type { components as control } from "@understudy/contracts/rocketkor-control";
import { got, type Opened } from "./sandbox.ts";

type Role = control["schemas"]["Role"];

/** The key and secret of a service account as HTTP Basic has them. */
export function basic(key: string, secret: string): string {
  return `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;
}

/** A token of a service account that has this role. */
export async function tokenOf({ portal, path, baseUrl }: Opened, role: Role) {
  const account = got(await portal.createServiceAccount({ path, body: { role } }));
  const apiKey = { username: account.api_key, password: account.api_secret };
  const { access_token } = got(await createRocketkorClient({ baseUrl, apiKey }).exchangeApiKey());
  return { ...account, authorization: `Bearer ${access_token}` };
}

export const person = {
  type: "INDIVIDUAL",
  firstName: "Mary",
  lastName: "Major",
  primaryPhoneNumber: { number: "+14165550137", type: "HOME" },
  primaryEmail: { value: "mary.major@example.com" },
} as const;

export const company = {
  type: "BUSINESS",
  businessName: "Northwind Traders",
  contacts: [
    {
      primary: true,
      firstName: "Ana",
      lastName: "Trujillo",
      primaryPhoneNumber: { number: "+14165550199", type: "WORK" },
      primaryEmail: { value: "ana@northwind.example.com" },
    },
  ],
} as const;

export const mailing = {
  type: "MAILING",
  streetLine1: "120 King Street West",
  cityName: "Toronto",
  stateCode: "ON",
  countryCode: "CAN",
  zipCode: "M5H 1J9",
} as const;

/** Numbers as they are sent, which nobody may find again. */
export const clear = { card: "5555555555554444", bank: "00098765432100", routing: "021000021" } as const;

export function bankAccountFor(accountHolderId: string) {
  return {
    ...{ name: "Mary's account", accountHolderId, accountHolderType: "CUSTOMER", subtype: "CHECKING" },
    bankAccount: { bankName: "Federal Bank", routingNo: clear.routing, accountNumber: clear.bank },
  } as const;
}

export function cardFor(accountHolderId: string) {
  return {
    ...{ name: "Mary's card", accountHolderId, accountHolderType: "CUSTOMER", subtype: "CREDIT" },
    card: { firstName: "Mary", lastName: "Major", cardNumber: clear.card, expiry: "2031-05" },
  } as const;
}
