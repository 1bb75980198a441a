import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { transactionStatuses } from "../rules/transaction.ts";
import { given } from "./support/given.ts";
import { connectors, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

const capture = (id: string, json: object = {}) => world.send("POST", `/transactions/${id}/capture`, { json });
const voidIt = (id: string) => world.send("POST", `/transactions/${id}/void`);

describe("capture", () => {
  it("44: without an amount takes all that is authorized", async () => {
    const { id, amount_authorized, amount_captured } = await given(world, "capture_pending");
    expect({ amount_authorized, amount_captured }).toEqual({ amount_authorized: 15_000, amount_captured: 0 });
    const { status, body } = await capture(id);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ id, status: "authorized", amount_authorized: 15_000, amount_captured: 15_000 });
    expect(await world.read(id)).toEqual(body.data);
  });

  it("44: no body at all means the same", async () => {
    for (const sent of [{}, { text: "" }, { headers: { "Content-Type": "application/json" } }]) {
      const { id } = await given(world, "capture_pending");
      const { status, body } = await world.send("POST", `/transactions/${id}/capture`, sent);
      expect({ status, captured: body.data?.amount_captured }).toEqual({ status: 200, captured: 15_000 });
    }
  });

  it("44: moves updated_at to the sandbox's time, and nothing else", async () => {
    const own = await openWorld(server);
    const held = await given(own, "capture_pending");
    await own.advance("PT5M");
    const { body } = await own.send("POST", `/transactions/${held.id}/capture`, { json: {} });
    const updated_at = new Date(own.start.getTime() + 300_000).toISOString();
    expect(body.data).toEqual({ ...held, status: "authorized", amount_captured: 15_000, updated_at });
  });

  it("44: of what a connector reports as pre_authorized works alike", async () => {
    const { id } = await given(world, "pre_authorized");
    expect((await capture(id)).body.data).toMatchObject({ status: "authorized", amount_captured: 15_000 });
  });

  it("45: of a part releases the rest, and there is no second one", async () => {
    const { id } = await given(world, "capture_pending");
    const { body } = await capture(id, { amount: 10_000 });
    expect(body.data).toMatchObject({ status: "authorized", amount_authorized: 15_000, amount_captured: 10_000 });
    for (const json of [{}, { amount: 5_000 }, { amount: 10_000 }]) {
      const again = await capture(id, json);
      expect(again).toMatchObject({
        status: 400,
        body: { error: { type: "validation_error", code: "INVALID_STATE" } },
      });
    }
    expect((await world.read(id)).amount_captured).toBe(10_000);
  });

  it("46: of more than is authorized is refused and changes nothing", async () => {
    const held = await given(world, "capture_pending");
    const { status, body } = await capture(held.id, { amount: 15_001 });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: "validation_error", details: { amount: [expect.any(String)] } });
    expect(await world.read(held.id)).toEqual(held);
    expect((await capture(held.id, { amount: 15_000 })).status).toBe(200);
  });

  it.each([0, -1, 1.5, "10000", null, true, 2 ** 31, 1e21])("46: of %j is refused", async (amount) => {
    const held = await given(world, "capture_pending");
    const { status, body } = await capture(held.id, { amount });
    expect({ status, fields: Object.keys(body.error?.details ?? {}) }).toEqual({ status: 400, fields: ["amount"] });
    expect(await world.read(held.id)).toEqual(held);
  });

  it.each(transactionStatuses.filter((each) => !["capture_pending", "pre_authorized"].includes(each)))(
    "47: of a transaction in %s is 400",
    async (status) => {
      const before = await given(world, status);
      const answer = await capture(before.id);
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { type: "validation_error", code: "INVALID_STATE" } },
      });
      expect(await world.read(before.id)).toEqual(before);
    },
  );

  it("50: at once with another, one is done and the other refused", async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await given(world, "capture_pending");
      const answers = await Promise.all([capture(id, { amount: 6_000 }), capture(id, { amount: 9_000 })]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
      const done = answers.find(({ status }) => status === 200)?.body.data;
      expect(await world.read(id)).toEqual(done);
      const captures = (await world.events(id)).filter(({ type }) => type === "transaction.authorized");
      expect(captures).toHaveLength(1);
    }
  });

  it("50: of thirty at once, one is done", async () => {
    const { id } = await given(world, "capture_pending");
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => capture(id, { amount: 100 + n })));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, ...Array.from({ length: 29 }, () => 400)]);
  });
});

describe("void", () => {
  it.each(["capture_pending", "pre_authorized", "authorized"] as const)("48: of %s releases it, once", async (from) => {
    const { id } = await given(world, from);
    const { status, body } = await voidIt(id);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ id, status: "voided", amount_authorized: 15_000, amount_captured: 0 });
    expect(await world.read(id)).toEqual(body.data);
    const again = await voidIt(id);
    expect(again).toMatchObject({ status: 400, body: { error: { type: "validation_error", code: "INVALID_STATE" } } });
    expect((await capture(id)).status).toBe(400);
  });

  it.each(transactionStatuses.filter((each) => !["capture_pending", "pre_authorized", "authorized"].includes(each)))(
    "49: of %s is 400",
    async (from) => {
      const before = await given(world, from);
      const answer = await voidIt(before.id);
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { type: "validation_error", code: "INVALID_STATE" } },
      });
      expect(await world.read(before.id)).toEqual(before);
    },
  );

  it("48: with a body that nobody asked for is done all the same", async () => {
    for (const text of ["{}", '{"amount":1}', "not json"]) {
      const { id } = await given(world, "capture_pending");
      expect((await world.send("POST", `/transactions/${id}/void`, { text })).status).toBe(200);
    }
  });

  it("50: at once with a capture, both tell the truth", async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await given(world, "capture_pending");
      const [captured, voided] = await Promise.all([capture(id), voidIt(id)]);
      // A captured charge may still be voided, a voided one not be captured.
      expect(voided?.status).toBe(200);
      expect([200, 400]).toContain(captured?.status);
      expect(await world.read(id)).toMatchObject({ status: "voided", amount_captured: 0 });
    }
  });

  it("48: tells no more than one event", async () => {
    const { id } = await given(world, "authorized");
    await Promise.all(Array.from({ length: 10 }, () => voidIt(id)));
    const types = (await world.events(id)).map(({ type }) => type);
    expect(types).toEqual(["transaction.created", "transaction.authorized", "transaction.voided"]);
  });
});

it("51: of an id that nobody knows both are 404", async () => {
  for (const id of ["tx_absent", "tx_777", "x", "x".repeat(2000)])
    for (const answer of [await capture(id), await voidIt(id)])
      expect(answer).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
});

it("9.14: an authorization lapses where its connector says so, by the clock alone", async () => {
  const own = await openWorld(server);
  await own.connector(connectors[0], { preauthorization_expires_in_seconds: 604_800 });
  const { id } = await own.charge({ capture: false });
  await own.advance("P6DT23H59M59S");
  expect((await own.read(id)).status).toBe("capture_pending");
  const { ran } = await own.advance("PT1S");
  expect(ran).toMatchObject([{ subject: id }]);
  expect(await own.read(id)).toMatchObject({ status: "voided", amount_captured: 0 });
  expect((await own.send("POST", `/transactions/${id}/capture`, { json: {} })).status).toBe(400);
});
