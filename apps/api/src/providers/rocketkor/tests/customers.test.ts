import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openCustomers } from "./support/customers.ts";
import { company, mailing, person } from "./support/records.ts";
import { nobodys } from "./support/sandbox.ts";
import { refusalIn, withoutTrace } from "./support/send.ts";

const server = await testServer();
const opened = () => openCustomers(server);

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
