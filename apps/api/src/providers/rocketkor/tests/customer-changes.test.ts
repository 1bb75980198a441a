import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openCustomers } from "./support/customers.ts";
import { company, mailing, person } from "./support/records.ts";
import { nobodys } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const opened = () => openCustomers(server);

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
