import { describe, expect, it } from "vitest";
import { judgeAcceptance, judgeConfirmation, judgeCustomerAccount, judgeProfile } from "./profile.ts";
import type { UserInputs } from "./step.ts";

const now = new Date("2030-06-01T12:00:00.000Z");
const told = (result: object) => {
  if (!("problems" in result)) return [];
  return (result.problems as { field: string; rule: string }[]).map(({ field, rule }) => `${rule} ${field}`);
};

describe("59. a new customer says who they are", () => {
  const john = { firstName: "John", lastName: "Doe", email: "john.doe@example.com" };

  it("with names and an email address, and another number if they like", () => {
    expect(judgeCustomerAccount(john)).toEqual({ ...john, phoneNumber: null });
    const phoneNumber = "+14155550123";
    expect(judgeCustomerAccount({ ...john, firstName: " John ", phoneNumber })).toEqual({ ...john, phoneNumber });
    expect(judgeCustomerAccount({ ...john, phoneNumber: "" })).toEqual({ ...john, phoneNumber: null });
  });

  it("and all that is missing or wrong is told", () => {
    const missing = ["FIELD_REQUIRED firstName", "FIELD_REQUIRED lastName", "FIELD_REQUIRED email"];
    for (const nothing of [{}, undefined, null, 7, { firstName: " " }])
      expect(told(judgeCustomerAccount(nothing))).toEqual(missing);
    const wrong = { firstName: "x".repeat(41), lastName: 7, email: "john@example", phoneNumber: "0", nickname: "Jo" };
    expect(told(judgeCustomerAccount(wrong)).toSorted()).toEqual([
      "FIELD_INVALID email",
      "FIELD_INVALID firstName",
      "FIELD_INVALID lastName",
      "FIELD_INVALID phoneNumber",
      "FIELD_UNKNOWN nickname",
    ]);
  });
});

describe("16. a customer completes what is asked for", () => {
  const address = (type: string) => {
    const place = {
      streetLine1: "1 Harbour Street",
      cityName: "Albany",
      stateCode: "NY",
      countryCode: "USA",
      zipCode: "12207",
    };
    return { type, ...place, ...(type === "SHIPPING" && { name: { firstName: "John", lastName: "Doe" } }) };
  };
  const all: UserInputs = {
    personalInfo: ["salutation", "dateOfBirth"],
    addresses: ["SHIPPING", "PHYSICAL"],
    phoneNumber: ["HOME"],
  };
  const answers = {
    salutation: "Dr",
    dateOfBirth: "1984-02-29",
    addresses: [address("PHYSICAL"), address("SHIPPING")],
    phoneNumber: "+14155550123",
  };

  it("all of it", () => {
    expect(judgeProfile(all, answers, now)).toMatchObject({
      salutation: "Dr",
      dateOfBirth: "1984-02-29",
      addresses: [
        { type: "PHYSICAL", name: null },
        { type: "SHIPPING", name: { lastName: "Doe" } },
      ],
      phoneNumber: { number: "+14155550123", type: "HOME" },
    });
  });

  it("and nothing of it may be left out", () => {
    expect(told(judgeProfile(all, {}, now))).toEqual([
      "FIELD_REQUIRED salutation",
      "FIELD_REQUIRED dateOfBirth",
      "FIELD_REQUIRED addresses",
      "FIELD_REQUIRED phoneNumber",
    ]);
  });

  it("and what is not asked for is refused", () => {
    const inputs: UserInputs = { personalInfo: ["dateOfBirth"] };
    const { dateOfBirth } = answers;
    expect(told(judgeProfile(inputs, answers, now))).toEqual([
      "FIELD_UNKNOWN salutation",
      "FIELD_UNKNOWN addresses",
      "FIELD_UNKNOWN phoneNumber",
    ]);
    expect(judgeProfile(inputs, { dateOfBirth, salutation: "", addresses: null }, now)).toEqual({
      ...{ salutation: null, dateOfBirth, addresses: [], phoneNumber: null },
    });
  });

  it("17. with one address of each type", () => {
    const judged = (...types: string[]) =>
      told(judgeProfile({ addresses: ["SHIPPING"] }, { addresses: types.map(address) }, now));
    expect(judged("SHIPPING")).toEqual([]);
    expect(judged("MAILING")).toEqual(["FIELD_REQUIRED addresses", "FIELD_INVALID addresses.0.type"]);
    expect(judged("SHIPPING", "SHIPPING")).toEqual(["FIELD_INVALID addresses"]);
    expect(told(judgeProfile({ addresses: ["SHIPPING"] }, { addresses: "here" }, now))).toEqual([
      "FIELD_INVALID addresses",
    ]);
  });

  it.each(["2030-06-01", "2030-06-02", "1900-05-31", "1985-02-29", "29.02.1984"])(
    "with a day of birth that is not %s",
    (dateOfBirth) => {
      expect(told(judgeProfile({ personalInfo: ["dateOfBirth"] }, { dateOfBirth }, now))).toEqual([
        "FIELD_INVALID dateOfBirth",
      ]);
    },
  );

  it.each(["2030-05-31", "1900-06-01"])("with a day of birth such as %s", (dateOfBirth) => {
    expect(judgeProfile({ personalInfo: ["dateOfBirth"] }, { dateOfBirth }, now)).toMatchObject({ dateOfBirth });
  });
});

describe("18. a customer accepts documents", () => {
  const documents = [
    { documentId: "ebt-communication-consent", documentGroup: "bank-accounts" },
    { documentId: "fncl-privacy-policy", documentGroup: "rocket-financial" },
  ];
  const ids = documents.map(({ documentId }) => documentId);

  it("all of them, in any order", () => {
    expect(judgeAcceptance(documents, { accepted: ids.toReversed() })).toEqual({ accepted: ids });
  });

  it.each([undefined, {}, { accepted: [] }, { accepted: ids.slice(1) }])("and not some of them: %j", (values) => {
    expect(told(judgeAcceptance(documents, values))).toEqual(["FIELD_REQUIRED accepted"]);
  });

  it("and no others", () => {
    expect(told(judgeAcceptance(documents, { accepted: [...ids, "terms"] }))).toEqual(["FIELD_INVALID accepted"]);
    expect(told(judgeAcceptance(documents, { accepted: "all" }))).toEqual(["FIELD_INVALID accepted"]);
  });
});

it("60. a payment is confirmed by nothing but a yes", () => {
  expect(judgeConfirmation({ confirmed: true })).toEqual({ confirmed: true });
  for (const values of [undefined, {}, { confirmed: false }])
    expect(told(judgeConfirmation(values))).toEqual(["FIELD_REQUIRED confirmed"]);
  expect(told(judgeConfirmation({ confirmed: "yes", amount: 5 }))).toEqual([
    "FIELD_UNKNOWN amount",
    "FIELD_INVALID confirmed",
  ]);
});
