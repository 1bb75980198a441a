import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look } from "./support/journeys.ts";
import { bankAccountFor, cardFor, mailing, person } from "./support/records.ts";
import { openSandbox } from "./support/sandbox.ts";
import { step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { control, customerId, send } = world;
const { begin } = journeysOf(world);

const billing = { addressLine1: "1 Harbour Street", city: "Albany" };
const places: readonly (readonly [what: string, at: string, ask: (region: object) => ReturnType<typeof send>])[] = [
  [
    "an address",
    "addresses.0",
    (region) => send("POST", "/v1/customers", { json: { ...person, addresses: [{ ...mailing, ...region }] } }),
  ],
  [
    "a bank account's billing address",
    "bankAccount.billingAddress",
    (region) => {
      const { bankAccount, ...head } = bankAccountFor(customerId);
      const billingAddress = { ...billing, ...region };
      return send("POST", "/v1/external-bank-accounts", {
        json: { ...head, bankAccount: { ...bankAccount, billingAddress } },
      });
    },
  ],
  [
    "a card's billing address",
    "card.billingAddress",
    (region) => {
      const { card, ...head } = cardFor(customerId);
      return send("POST", "/v1/external-cards", {
        json: { ...head, card: { ...card, billingAddress: { ...billing, ...region } } },
      });
    },
  ],
];

const good = [
  ["USA", "NY"],
  ["USA", "PR"],
  ["CAN", "ON"],
  ["GBR", "LND"],
  ["AUT", undefined],
  // ISO 3166-2 knows no subdivision of it.
  ["PRI", "PR"],
] as const;
const bad = [
  ["ZZZ", "NY", "countryCode must be a country's three letters by ISO 3166-1, such as USA."],
  ["EUR", undefined, "countryCode must be a country's three letters by ISO 3166-1, such as USA."],
  ["USA", "ON", "stateCode must be a state or province of USA by ISO 3166-2, such as AK."],
  ["CAN", "ZZ", "stateCode must be a state or province of CAN by ISO 3166-2, such as AB."],
  ["GBR", "NY", "stateCode must be a state or province of GBR by ISO 3166-2, such as ABC."],
  ["AUT", "WIE", "stateCode must be left out; the codes that ISO 3166-2 has for AUT are too short."],
] as const;

describe.each(places)("%s", (_what, at, ask) => {
  it.each(good)("may be in %s, %s", async (countryCode, stateCode) => {
    expect((await ask({ countryCode, stateCode })).status).toBe(201);
  });

  it.each(bad)("is not in %s, %s", async (countryCode, stateCode, message) => {
    const { status, body } = await ask({ countryCode, stateCode });
    const path = `${at}.${message.split(" ")[0]}`;
    expect([status, body.errors]).toEqual([
      ...[400, [{ path, message: `${at}.${message}`, errorCode: "FIELD_INVALID" }]],
    ]);
  });
});

it("what is entered by a customer is judged the same, in whichever case", async () => {
  const workflowId = await begin({
    title: "x",
    steps: [...look, step.profile({ addresses: ["MAILING"] })],
    parameters: { phoneNumber: "+16475550123", customerId },
  });
  const enter = async (countryCode: string, stateCode?: string) => {
    const values = { addresses: [{ ...mailing, countryCode, stateCode }] };
    const { status, body } = await control("POST", `/workflows/${workflowId}/step/complete`, { json: { values } });
    return [status, (body.errors ?? []).map(({ field }: { field: string }) => field)];
  };
  expect(await enter("xxx", "ny")).toEqual([400, ["values.addresses.0.countryCode"]]);
  for (const [country, state] of [
    ["usa", "on"],
    ["FRA", "NY"],
  ] as const)
    expect(await enter(country, state)).toEqual([400, ["values.addresses.0.stateCode"]]);
  expect(await enter("can", "on")).toEqual([200, []]);
});
