import { expect, test } from "vitest";
import { type Address, judgeAddress, withPrimaries } from "./address.ts";

const given = {
  type: "MAILING",
  ...{ streetLine1: " 1 Harbour Street ", streetLine2: "", streetLine3: "Back door", cityName: "Albany" },
  ...{ stateCode: "ny", countryCode: "usa", zipCode: "12207" },
};
const address: Address = {
  type: "MAILING",
  name: null,
  streetLines: ["1 Harbour Street", "Back door"],
  apartmentNumber: null,
  ...{ cityName: "Albany", stateCode: "NY", countryCode: "USA", zipCode: "12207", isPrimary: false },
};
const problems = (changes: object) => {
  const judged = judgeAddress({ ...given, ...changes }, "addresses.0");
  return "problems" in judged ? judged.problems.map(({ field, rule }) => `${rule} ${field}`) : [];
};

test("an address is read without blanks, and its codes in capital letters", () => {
  expect(judgeAddress(given, "addresses.0")).toEqual(address);
});

test("4.14 what an address needs, and how long its parts may be", () => {
  expect(problems({ streetLine1: " ", cityName: null, zipCode: undefined, countryCode: "" })).toEqual([
    "FIELD_REQUIRED addresses.0.streetLine1",
    "FIELD_REQUIRED addresses.0.cityName",
    "FIELD_REQUIRED addresses.0.countryCode",
    "FIELD_REQUIRED addresses.0.zipCode",
  ]);
  const long = { streetLine5: "x".repeat(51), cityName: "x".repeat(26), zipCode: "x".repeat(11) };
  expect(problems(long)).toEqual([
    "FIELD_INVALID addresses.0.streetLine5",
    "FIELD_INVALID addresses.0.cityName",
    "FIELD_INVALID addresses.0.zipCode",
  ]);
  expect(problems({ countryCode: "US" })).toEqual(["FIELD_INVALID addresses.0.countryCode"]);
  expect(problems({ stateCode: "" })).toEqual(["FIELD_REQUIRED addresses.0.stateCode"]);
  expect(problems({ stateCode: "", countryCode: "FRA" })).toEqual([]);
  expect(problems({ type: "HOME" })).toEqual(["FIELD_INVALID addresses.0.type"]);
  expect(problems({ street: "x" })).toEqual(["FIELD_UNKNOWN addresses.0.street"]);
  expect(problems({ cityName: "Al\u0000bany" })).toEqual(["FIELD_INVALID addresses.0.cityName"]);
});

test("4.14 a SHIPPING address has a name, which others ignore", () => {
  expect(problems({ type: "SHIPPING" })).toEqual([
    "FIELD_REQUIRED addresses.0.name.firstName",
    "FIELD_REQUIRED addresses.0.name.lastName",
  ]);
  const name = { firstName: "John", lastName: "Doe" };
  expect(judgeAddress({ ...given, type: "SHIPPING", name }, "")).toMatchObject({ name: { ...name, middleName: null } });
  expect(judgeAddress({ ...given, name }, "")).toMatchObject({ name: null });
});

test("4.14 a PHYSICAL address is no post office box", () => {
  expect(problems({ type: "PHYSICAL", streetLine2: "PO Box 7" })).toEqual(["FIELD_INVALID addresses.0.streetLine1"]);
  expect(problems({ type: "PHYSICAL", streetLine2: "Boxing Lane 7" })).toEqual([]);
});

test("4.14 exactly one address of each type is the primary one: the one that says so, else the first", () => {
  const physical: Address = { ...address, type: "PHYSICAL" };
  const list = [address, { ...address, isPrimary: true }, { ...address, isPrimary: true }, physical, { ...physical }];
  expect(withPrimaries(list).map(({ isPrimary }) => isPrimary)).toEqual([false, true, false, true, false]);
  expect(withPrimaries(withPrimaries(list).toSpliced(1, 1)).map(({ isPrimary }) => isPrimary)).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(withPrimaries([])).toEqual([]);
});
