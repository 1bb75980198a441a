import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openCustomers } from "./support/customers.ts";
import { company, mailing, person } from "./support/records.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const opened = () => openCustomers(server);

const required = (...fields: readonly string[]) => fields.map((field) => `FIELD_REQUIRED ${field}`);
const invalid = (...fields: readonly string[]) => fields.map((field) => `FIELD_INVALID ${field}`);

/** What is refused, and how it is told. */
const refused: readonly (readonly [what: string, json: unknown, told: readonly string[]])[] = [
  ["nothing", {}, required("type")],
  [
    "a person without anything",
    { type: "INDIVIDUAL" },
    required("firstName", "lastName", "primaryPhoneNumber", "primaryEmail"),
  ],
  ["a business without anything", { type: "BUSINESS" }, required("businessName", "contacts")],
  ["another type", { ...person, type: "PET" }, invalid("type")],
  ["null", { ...person, firstName: null }, invalid("firstName")],
  [
    "numbers and lists",
    { ...person, firstName: 1, lastName: [], addresses: {} },
    invalid("firstName", "lastName", "addresses"),
  ],
  [
    "texts that are empty or long",
    { ...person, firstName: "", lastName: "x".repeat(41) },
    invalid("firstName", "lastName"),
  ],
  ["no email", { ...person, primaryEmail: { value: "mary" } }, invalid("primaryEmail.value")],
  ["no phone", { ...person, primaryPhoneNumber: { number: "12", type: "HOME" } }, invalid("primaryPhoneNumber.number")],
  ["a day that is none", { ...person, dateOfBirth: "2023-02-30" }, invalid("dateOfBirth")],
  ["a day to come", { ...person, dateOfBirth: "2999-01-01" }, invalid("dateOfBirth")],
  ["a day long ago", { ...person, dateOfBirth: "1700-01-01" }, invalid("dateOfBirth")],
  ["what is a business's", { ...person, businessName: "X" }, ["FIELD_UNKNOWN businessName"]],
  [
    "what is a person's",
    { ...company, firstName: "X", dateOfBirth: "1984-02-29" },
    ["FIELD_UNKNOWN firstName", "FIELD_UNKNOWN dateOfBirth"],
  ],
  [
    "a business without a primary contact",
    { ...company, contacts: [{ ...company.contacts[0], primary: false }] },
    required("contacts"),
  ],
  [
    "two primary contacts",
    { ...company, contacts: [company.contacts[0], company.contacts[0]] },
    invalid("contacts.1.primary"),
  ],
  [
    "two primary addresses of a type",
    {
      ...person,
      addresses: [
        { ...mailing, primary: true },
        { ...mailing, primary: true },
      ],
    },
    invalid("addresses.1.primary"),
  ],
  ["a parcel for nobody", { ...person, addresses: [{ ...mailing, type: "SHIPPING" }] }, required("addresses.0.name")],
  [
    "no state in Canada",
    { ...person, addresses: [{ ...mailing, stateCode: undefined }] },
    required("addresses.0.stateCode"),
  ],
  [
    "a box to live in",
    { ...person, addresses: [{ ...mailing, type: "PHYSICAL", streetLine1: "P.O. Box 12" }] },
    invalid("addresses.0.streetLine1"),
  ],
  [
    "two numbers of a type",
    {
      ...person,
      phoneNumbers: [
        { number: "5551231234", type: "HOME" },
        { number: "5551231235", type: "HOME" },
      ],
    },
    invalid("phoneNumbers.1.type"),
  ],
  ["metadata that is no text", { ...person, metadata: { a: 1 } }, invalid("metadata.a")],
];

describe("a customer is refused", () => {
  it.each(refused)("%s", async (_what, json, told) => {
    const { create, list } = await opened();
    const answer = await create(json);
    const [whole, ...errors] = refusalIn(answer);
    expect([whole, errors.toSorted()]).toEqual(["400 INVALID_REQUEST", [...told].toSorted()]);
    expect((await list("")).totalElements).toBe(1);
  });

  it("with all that is wrong at once, each field once", async () => {
    const { create } = await opened();
    const addresses = [{ ...mailing, type: "SHIPPING", stateCode: undefined, zipCode: "x".repeat(11) }];
    const metadata = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`k${n}`, "v"]));
    const answer = await create({ type: "INDIVIDUAL", firstName: "", addresses, metadata });
    const [whole, ...errors] = refusalIn(answer);
    expect(whole).toBe("400 INVALID_REQUEST");
    const fields = [...new Set(errors)].toSorted();
    expect(fields).toEqual(
      [
        ...required("lastName", "primaryPhoneNumber", "primaryEmail", "addresses.0.name", "addresses.0.stateCode"),
        ...invalid("firstName", "addresses.0.zipCode", "metadata"),
      ].toSorted(),
    );
  });

  it("where there is no body, or none that can be read", async () => {
    const { send } = await opened();
    for (const body of ["", "{", "[]", "null", '"x"', '{"type":"INDIVIDUAL","firstName":"\\u0000"}'])
      expect([body, (await send("POST", "/v1/customers", { body })).status]).toEqual([body, 400]);
    const xml = await send("POST", "/v1/customers", { body: "<a/>", headers: { "Content-Type": "application/xml" } });
    expect(refusalIn(xml)).toEqual(["415 MEDIA_TYPE_NOT_SUPPORTED"]);
    const large = await send("POST", "/v1/customers", { json: { ...person, firstName: "x".repeat(2_000_000) } });
    expect(refusalIn(large)).toEqual(["413 PAYLOAD_TOO_LARGE"]);
    expect(refusalIn(await send("PATCH", "/v1/customers"))).toEqual(["405 METHOD_NOT_ALLOWED"]);
  });
});
