import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeBirth, judgeCustomerBody } from "./customer-request.ts";

const now = new Date("2030-06-01T12:00:00.000Z");
const phone = { number: "+16471234567", type: "WORK" };
const reach = {
  firstName: "John",
  lastName: "Doe",
  primaryPhoneNumber: phone,
  primaryEmail: { value: "john.doe@example.com" },
};
const individual = { type: "INDIVIDUAL", ...reach };
const business = { type: "BUSINESS", businessName: "Northwind Traders", contacts: [{ ...reach, primary: true }] };
const told = (body: unknown) =>
  [...judgeCustomerBody(body), ...judgeBirth(body, now)].map(({ field, rule }) => `${rule} ${field}`);
const contradictions = (body: unknown) => judgeCustomerBody(body).map(({ field, message }) => `${field} ${message}`);
const address = { type: "MAILING", streetLine1: "1 Harbour Street", stateCode: "NY", countryCode: "USA" };
const living = (...addresses: unknown[]) => ({ ...individual, addresses });

it("the least that is needed is enough", () => {
  for (const body of [individual, business]) {
    expect(told(body)).toEqual([]);
    expect(contradictions(body)).toEqual([]);
  }
});

describe("each type of customer", () => {
  it("an individual has a name and can be reached", () => {
    expect(told({ type: "INDIVIDUAL" })).toEqual([
      "FIELD_REQUIRED firstName",
      "FIELD_REQUIRED lastName",
      "FIELD_REQUIRED primaryPhoneNumber",
      "FIELD_REQUIRED primaryEmail",
    ]);
  });

  it("a business has a name and one primary contact", () => {
    expect(told({ type: "BUSINESS" })).toEqual(["FIELD_REQUIRED businessName", "FIELD_REQUIRED contacts"]);
    expect(told({ ...business, contacts: [reach] })).toEqual(["FIELD_REQUIRED contacts"]);
    expect(contradictions({ ...business, contacts: [...business.contacts, reach, ...business.contacts] })).toEqual([
      "contacts.2.primary cannot be true beside another primary contact",
    ]);
  });
});

it("a telephone number is one of a country, a day of birth lies in the past", () => {
  expect(told({ ...individual, primaryPhoneNumber: { ...phone, number: "+99912345678" } })).toEqual([
    "FIELD_INVALID primaryPhoneNumber.number",
  ]);
  for (const day of ["2030-06-01", "2031-01-01", "1900-05-31"])
    expect(told({ ...individual, dateOfBirth: day })).toEqual(["FIELD_INVALID dateOfBirth"]);
  expect(told({ ...individual, dateOfBirth: "1984-02-29" })).toEqual([]);
});

describe("addresses", () => {
  it("a SHIPPING one names who receives there", () => {
    expect(told(living({ ...address, type: "SHIPPING" }))).toEqual(["FIELD_REQUIRED addresses.0.name"]);
    expect(told(living({ ...address, type: "SHIPPING", name: { firstName: "John", lastName: "Doe" } }))).toEqual([]);
  });

  it.each(["USA", "CAN"])("one in %s has a state", (countryCode) => {
    expect(told(living({ ...address, countryCode, stateCode: undefined }))).toEqual([
      "FIELD_REQUIRED addresses.0.stateCode",
    ]);
  });

  it("one elsewhere needs none", () => {
    expect(told(living({ ...address, countryCode: "FRA", stateCode: undefined }))).toEqual([]);
  });

  it.each(["PO Box 12", "P.O. Box 12", "Post Office Box 12"])("a PHYSICAL one is not %j", (streetLine2) => {
    expect(told(living({ ...address, type: "PHYSICAL", streetLine2 }))).toEqual([
      "FIELD_INVALID addresses.0.streetLine2",
    ]);
    expect(told(living({ ...address, streetLine2 }))).toEqual([]);
  });

  it("one of each type is the primary one", () => {
    const primary = { ...address, primary: true };
    expect(contradictions(living(primary, { ...primary, type: "PHYSICAL" }, primary))).toEqual([
      "addresses.2.primary cannot be true beside another primary MAILING address",
    ]);
  });
});

it("what the schema tells is not told twice, whatever it is", () => {
  const wrong = { addresses: 7, contacts: "all", phoneNumbers: {}, dateOfBirth: "1984-02-30", primaryPhoneNumber: "1" };
  expect(told({ type: "PERSON", ...wrong })).toEqual([]);
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom("INDIVIDUAL", "BUSINESS"), (value, type) => {
      const body = { type, addresses: [value], contacts: [value], phoneNumbers: value, metadata: value };
      expect(() => [...judgeCustomerBody(body), ...judgeCustomerBody(value), ...judgeBirth(value, now)]).not.toThrow();
    }),
  );
});
