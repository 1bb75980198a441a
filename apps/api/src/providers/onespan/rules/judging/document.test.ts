import { expect, test } from "vitest";
import { specimenNamed } from "../specimens.ts";
import { documentOf } from "./document.ts";
import { type Person, personOf, somebodyElse } from "./person.ts";

const anna: Person = { firstName: "Anna", lastName: "Kowalska", birth: "1990-05-06", country: "PL" };

function made(name: string, person = anna, now = "2026-11-21T00:00:00Z") {
  const specimen = specimenNamed(name);
  if (!specimen) throw new Error(name);
  return documentOf(specimen, person, new Date(now));
}

test("the same person's document has the same number always, and another one's has another", () => {
  const { number } = made("passport");
  expect(number).toMatch(/^P\d{8}$/);
  expect(made("passport-expired").number).toBe(number);
  expect(made("passport", anna, "2031-01-01T00:00:00Z").number).toBe(number);
  expect(made("passport", { ...anna, firstName: "Ewa" }).number).not.toBe(number);
  expect([made("id-card").number, made("driving-licence").number].map((text) => text[0])).toEqual(["K", "L"]);
});

test("a document expires years from now, and the expired one did last year", () => {
  for (const now of ["2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z", "2051-06-15T12:00:00Z"]) {
    expect(made("passport", anna, now).dateOfExpiry > now.slice(0, 10)).toBe(true);
    expect(made("passport-expired", anna, now).dateOfExpiry.slice(0, 4)).toBe(String(Number(now.slice(0, 4)) - 1));
  }
});

test("what is not known of a person is made up in the same way always", () => {
  const nobody = personOf(undefined);
  expect(made("passport", nobody)).toMatchObject({ dateOfBirth: "1990-01-01", issuingCountry: "UTO" });
  expect(made("passport", { ...anna, country: "ZZ" }).issuingCountry).toBe("UTO");
  expect(made("passport").issuingCountry).toBe("POL");
});

test("a user's names, day of birth and country are the person's", () => {
  const user = { role: "signer", first_name: " Anna ", middle_name: "", last_name: "Kowalska" };
  const address = { country_code: "PL" };
  expect(personOf({ ...user, dob: "1990-05-06T00:00:00.000Z", address })).toEqual(anna);
  expect(personOf({ role: "signer", last_name: "Cher" })).toMatchObject({ firstName: "", lastName: "Cher" });
});

test("somebody else is not of the same name, whatever that is", () => {
  for (const lastName of ["Kowalska", "Else", "ELSE", "Stranger"])
    expect(somebodyElse({ ...anna, lastName }).lastName.toLowerCase()).not.toBe(lastName.toLowerCase());
  expect(made("id-card-other-person")).toMatchObject({ lastName: "Else", issuingCountry: "POL" });
});
