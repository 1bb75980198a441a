import { describe, expect, it } from "vitest";
import { judgeUsers } from "./users.ts";

const now = new Date("2030-06-01T12:00:00.000Z");
const told = (...users: unknown[]) => judgeUsers(users, now).map(({ field, message }) => `${field} ${message}`);
const fieldsOf = (...users: unknown[]) => judgeUsers(users, now).map(({ field }) => field);

describe("a user", () => {
  it("is the only one of a role", () => {
    expect(told({ role: "signer1" }, { role: "signer2" }, { role: "Signer1" })).toEqual([]);
    expect(told({ role: "signer1" }, { role: "signer2" }, { role: "signer1" })).toEqual([
      "users.2.role is the role of another user too; a role is one person's",
    ]);
  });

  it("27: was born on a day that there is, told in either form", () => {
    const born = (dob: unknown) => told({ role: "a", dob });
    for (const dob of ["1980-02-29", "1980-02-29T00:00:00.000Z", "2030-06-01", "0001-01-01"])
      expect(born(dob)).toEqual([]);
    expect(born("1981-02-29")).toEqual(["users.0.dob must be a day that the calendar has, which 1981-02-29 is not"]);
    expect(born("1981-13-01T00:00:00.000Z")[0]).toContain("must be a day that the calendar has");
    expect(born("2030-06-02T00:00:00.000Z")).toEqual(["users.0.dob must not be in the future"]);
  });

  it("27: of a time that is not midnight the schema tells", () => {
    expect(told({ role: "a", dob: "1981-02-29T10:00:00.000Z" }, { role: "b", dob: 19800101 })).toEqual([]);
  });

  it.each([
    ...["anna@example.com", "a.b+c@mail.example.org", "ü@ü.de", "用户@例子.广告", "anna@localhost", '"a"@b.org'],
    ...["", " ", "a@b.org,", "a@b.org, c@d.org", ",", " anna@example.com "],
  ])("has an e-mail address such as %j, for which no source has a rule", (email) => {
    expect(told({ role: "a", email, emails: [email] })).toEqual([]);
  });

  it.each(["anna", "anna@", "@example.com", "a@b@c", "anna maria@example.com", "a@b.org; c@d.org", "a@b.org,c"])(
    "has no e-mail address such as %j",
    (email) => {
      expect(fieldsOf({ role: "a", email })).toEqual(["users.0.email"]);
    },
  );

  it("has several e-mail addresses as a list, in which commas may stand between them", () => {
    expect(told({ role: "a", emails: [] }, { role: "b", emails: ["a@b.org", "c@d.org,e@f.org , g@h.org"] })).toEqual(
      [],
    );
    expect(fieldsOf({ role: "a", emails: ["a@b.org,c"] })).toEqual(["users.0.emails.0"]);
    expect(fieldsOf({ role: "a", emails: ["a@b.org", "c"] })).toEqual(["users.0.emails.1"]);
  });

  it("may have any telephone number: no source says what one must be", () => {
    expect(told({ role: "a", phone_number: "12" })).toEqual([]);
  });
});

describe("the country of an address", () => {
  const country = (country_code: unknown) => told({ role: "a", address: { country_code } });

  it("28: is GB, never UK", () => {
    expect(country("GB")).toEqual([]);
    expect(country("UK")).toEqual([
      "users.0.address.country_code must be GB for the United Kingdom; UK is no code of ISO 3166-1",
    ]);
  });

  it("is one that ISO 3166-1 has; of other forms the schema tells", () => {
    for (const code of ["US", "DE", "BR", "usa", "uk", "", 49]) expect(country(code)).toEqual([]);
    for (const code of ["XX", "EU", "ZZ"])
      expect(country(code)[0]).toContain("must be a country's two letters by ISO 3166-1");
  });
});
