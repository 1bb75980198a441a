import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { company, mailing, person } from "./support/records.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn, withoutTrace } from "./support/send.ts";

const server = await testServer();

const opened = async () => {
  const world = await openSandbox(server);
  const create = (json: unknown) => world.send("POST", "/v1/customers", { json });
  const put = (id: string, json: unknown) => world.send("PUT", `/v1/customers/${id}`, { json });
  const list = async (query: string) => (await world.send("GET", `/v1/customers?${query}`)).body;
  return { ...world, create, put, list };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("a new customer", () => {
  it("is answered as it is read, a person with the least", async () => {
    const { create, send, start } = await opened();
    const { status, body } = await create(person);
    expect(status).toBe(201);
    const stamp = { id: expect.stringMatching(uuid), type: "service-account" };
    expect(body).toEqual({
      ...{ id: expect.stringMatching(uuid), status: "ACTIVE", ...person, phoneNumbers: [], addresses: [] },
      ...{ createdBy: stamp, createdAt: start.toISOString(), updatedBy: stamp, updatedAt: start.toISOString() },
    });
    expect((await send("GET", `/v1/customers/${body.id}`)).body).toEqual(body);
    expect((await send("GET", `/v1/customers/${body.id.toUpperCase()}`)).body).toEqual(body);
  });

  it("keeps everything that is said of it", async () => {
    const { create, send } = await opened();
    const shipping = { ...mailing, type: "SHIPPING", name: { firstName: "A", middleName: "B", lastName: "C" } };
    const lines = { streetLine2: "2", streetLine3: "3", streetLine4: "4", streetLine5: "5", apartmentNumber: "9" };
    const whole = {
      ...{ ...person, externalId: "EMP-1", salutation: "Dr", middleName: "Żółć 愛 🎉", dateOfBirth: "1984-02-29" },
      phoneNumbers: [
        { number: "5551231234", type: "HOME" },
        { number: "+442071838750", type: "WORK" },
      ],
      addresses: [
        { ...mailing, ...lines, primary: true },
        { ...shipping, primary: true },
      ],
      metadata: { z: "1", a: "", ключ: "x".repeat(1024) },
    };
    const { status, body } = await create(whole);
    expect([status, body]).toEqual([201, expect.objectContaining(whole)]);
    expect(Object.keys(body.metadata)).toEqual(["z", "a", "ключ"]);
    expect((await send("GET", `/v1/customers/${body.id}`)).body).toEqual(body);
  });

  it("may be a business, which is reached by its contacts", async () => {
    const { create, send } = await opened();
    const { status, body } = await create(company);
    expect([status, body]).toEqual([201, expect.objectContaining(company)]);
    for (const name of ["firstName", "lastName", "primaryPhoneNumber", "primaryEmail"])
      expect(body).not.toHaveProperty(name);
    expect((await send("GET", `/v1/customers/${body.id}`)).body).toEqual(body);
  });

  it("has one primary address of each type, the first if none is said to be", async () => {
    const { create } = await opened();
    const addresses = [
      mailing,
      { ...mailing, primary: true },
      { ...mailing, type: "PHYSICAL" },
      { ...mailing, type: "PHYSICAL" },
    ];
    const { body } = await create({ ...person, addresses });
    expect(body.addresses.map(({ primary }: { primary: boolean }) => primary)).toEqual([false, true, true, false]);
  });

  it("keeps the name of an address for parcels alone", async () => {
    const { create } = await opened();
    const { body } = await create({ ...person, addresses: [{ ...mailing, name: { firstName: "A", lastName: "B" } }] });
    expect(body.addresses[0]).not.toHaveProperty("name");
  });

  it("ignores what is not known", async () => {
    const { create } = await opened();
    const { status, body } = await create({ ...person, nickname: "M", id: nobodys, status: "SUSPENDED" });
    expect([status, body.status, body.id === nobodys]).toEqual([201, "ACTIVE", false]);
    expect(body).not.toHaveProperty("nickname");
  });
});

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

describe("externalId", () => {
  it("is one customer's alone, be they made at once", async () => {
    const { create, list } = await opened();
    const answers = await Promise.all([1, 2, 3, 4].map(() => create({ ...person, externalId: "EMP-1" })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    const taken = answers.find(({ status }) => status === 409);
    expect(taken && refusalIn(taken)).toEqual(["409 RESOURCE_EXISTS", "RESOURCE_EXISTS externalId"]);
    expect((await list("externalId=EMP-1")).totalElements).toBe(1);
  });

  it("may be the same in another sandbox", async () => {
    const [one, other] = [await opened(), await opened()];
    expect((await one.create({ ...person, externalId: "EMP-1" })).status).toBe(201);
    expect((await other.create({ ...person, externalId: "EMP-1" })).status).toBe(201);
  });

  it("cannot be changed to one that is taken", async () => {
    const { create, put } = await opened();
    await create({ ...person, externalId: "EMP-1" });
    const { body } = await create({ ...person, externalId: "EMP-2" });
    expect((await put(body.id, { ...person, externalId: "EMP-1" })).status).toBe(409);
    expect((await put(body.id, { ...person, externalId: "EMP-2" })).status).toBe(200);
  });
});

describe("an update", () => {
  it("replaces the whole, but who it is", async () => {
    const { create, put, send, advance, start } = await opened();
    const full = { ...person, externalId: "E", salutation: "Dr", metadata: { a: "b" }, addresses: [mailing] };
    const before = (await create({ ...full, phoneNumbers: [{ number: "5551231234", type: "HOME" }] })).body;
    const later = await advance("PT1H");
    const { status, body } = await put(before.id, { ...person, firstName: "Ann" });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ ...person, firstName: "Ann", id: before.id, status: "ACTIVE", phoneNumbers: [], addresses: [] },
      ...{ createdBy: before.createdBy, createdAt: start.toISOString() },
      ...{ updatedBy: before.createdBy, updatedAt: later.toISOString() },
    });
    expect((await send("GET", `/v1/customers/${before.id}`)).body).toEqual(body);
  });

  it("makes another address the primary one where that one is gone", async () => {
    const { create, put } = await opened();
    const second = { ...mailing, streetLine1: "2 Side Street" };
    const { body } = await create({ ...person, addresses: [{ ...mailing, primary: true }, second] });
    const swapped = await put(body.id, { ...person, addresses: [mailing, { ...second, primary: true }] });
    const primary = (answer: typeof swapped) => answer.body.addresses.map((each: { primary: boolean }) => each.primary);
    expect(primary(swapped)).toEqual([false, true]);
    expect(primary(await put(body.id, { ...person, addresses: [mailing] }))).toEqual([true]);
  });

  it("cannot make a business of a person", async () => {
    const { create, put } = await opened();
    const { body } = await create(person);
    expect(refusalIn(await put(body.id, company))).toEqual(["400 INVALID_REQUEST", "FIELD_INVALID type"]);
  });

  it("leaves a suspension as it is, be it made at once", async () => {
    const { create, put, send } = await opened();
    const { body } = await create(person);
    await Promise.all([
      put(body.id, { ...person, firstName: "A" }),
      send("PUT", `/v1/customers/${body.id}/suspend`),
      put(body.id, { ...person, firstName: "B" }),
    ]);
    expect((await send("GET", `/v1/customers/${body.id}`)).body.status).toBe("SUSPENDED");
  });

  it("is of one that is there", async () => {
    const { put } = await opened();
    for (const id of [nobodys, "x", "%00", "' OR 1=1"])
      expect(refusalIn(await put(id, person))).toEqual(["404 RESOURCE_NOT_FOUND"]);
  });
});

describe("suspending", () => {
  it("takes no body, changes the status once, and only the Portal takes it back", async () => {
    const { create, send, advance, portal, path } = await opened();
    const { body } = await create(person);
    const at = await advance("PT1H");
    const suspend = () => send("PUT", `/v1/customers/${body.id}/suspend`);
    const first = await suspend();
    expect([first.status, first.body.status, first.body.updatedAt]).toEqual([200, "SUSPENDED", at.toISOString()]);
    await advance("PT1H");
    expect((await suspend()).body).toEqual(first.body);
    const customerId = body.id;
    const status = await portal.setCustomerStatus({ path: { ...path, customerId }, body: { status: "ACTIVE" } });
    expect(status.data).toEqual({ id: customerId, status: "ACTIVE" });
    expect((await send("GET", `/v1/customers/${customerId}`)).body.status).toBe("ACTIVE");
  });

  it("is of one that is there", async () => {
    const { send, control } = await opened();
    expect(refusalIn(await send("PUT", `/v1/customers/${nobodys}/suspend`))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect((await control("PUT", `/customers/${nobodys}/status`, { json: { status: "ACTIVE" } })).status).toBe(404);
    expect((await control("PUT", `/customers/x/status`, { json: { status: "NEW" } })).status).toBe(400);
  });
});

it("34: what is absent is told in the bare envelope, a stranger's like none at all", async () => {
  const [own, other] = [await opened(), await opened()];
  const { body } = await own.create(person);
  const [theirs, none] = [
    await other.send("GET", `/v1/customers/${body.id}`),
    await other.send("GET", `/v1/customers/${nobodys}`),
  ];
  expect(refusalIn(theirs)).toEqual(["404 RESOURCE_NOT_FOUND"]);
  expect(
    withoutTrace(theirs)
      .replace(body.id, "")
      .replace(/"timestamp":"[^"]+"/, ""),
  ).toBe(
    withoutTrace(none)
      .replace(nobodys, "")
      .replace(/"timestamp":"[^"]+"/, ""),
  );
});
