import { describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const { play, capture, refund, event, dashboard, sandboxId, control } = world;

const voided = async (paymentId: string) => got(await dashboard.voidPayment({ path: { sandboxId, paymentId } }));
const typesOf = async (events: readonly string[]) => Promise.all(events.map(async (id) => (await event(id)).type));
const dataOf = async (id: string | undefined) => (await event(String(id))).data;

describe("what becomes of a payment", () => {
  test.each([
    [{}, "Authorized", "10000", "payment_approved"],
    [{ amount: 1005 }, "Declined", "20005", "payment_declined"],
    [{ amount: 1005, currency: "JPY" }, "Authorized", "10000", "payment_approved"],
    [{ amount: 1005, outcome: "approved" }, "Authorized", "10000", "payment_approved"],
    [{ outcome: "declined" }, "Declined", "20005", "payment_declined"],
    [{ outcome: "declined", capture: true }, "Declined", "20005", "payment_declined"],
    [{ amount: 0 }, "Card Verified", "10000", "card_verified"],
    [{ amount: 0, outcome: "declined" }, "Declined", "20005", "card_verification_declined"],
  ] as const)("%j is %s with the code %s, which %s tells", async (body, status, response_code, type) => {
    const payment = await play(body);
    expect(payment).toMatchObject({ status, response_code, approved: status !== "Declined" });
    expect(await typesOf(payment.events)).toEqual([type]);
    expect(await dataOf(payment.events[0])).toMatchObject({ id: payment.id, response_code });
  });

  it("is everything that was asked for", async () => {
    const asked = {
      ...{ capture: true, amount: 999_999_999_999, currency: "EUR", reference: "ORD-5023-4E89" },
      ...{ entity_id: "ent_kidtcgc3ge5unf4a5i6enhnr5m", processing_channel_id: "pc_5jp2az55l3cuths25t5p3xhwru" },
      metadata: { coupon_code: "NY2018", nested: { deep: [1, null, "©"] } },
    };
    const { capture: _, ...echoed } = asked;
    const { id, events, ...rest } = await play({ ...asked, email: "sam@example.com" });
    expect(rest).toEqual({
      ...{ ...echoed, status: "Captured", approved: true, amount_captured: asked.amount },
      ...{ amount_refunded: 0, amount_voided: 0, response_code: "10000", response_summary: "Approved" },
      created_at: world.start.toISOString(),
    });
    expect(await typesOf(events)).toEqual(["payment_approved", "payment_captured"]);
    const { reference, metadata, amount, currency } = asked;
    for (const eventId of events)
      expect(await dataOf(eventId)).toMatchObject({ id, reference, metadata, amount, currency });
    expect(await dataOf(events[0])).toMatchObject({ customer: { email: "sam@example.com" } });
  });
});

describe("what is told of a payment", () => {
  const all = ["id", "action_id", "reference", "amount", "currency", "processed_on", "metadata", "response_code"];

  it("32. is all there is of an authorization (6.3)", async () => {
    const { events } = await play();
    const data = await dataOf(events[0]);
    const groups = ["customer", "source", "processing", "3ds", "risk", "balances", "event_links"];
    expect(Object.keys(data)).toEqual(expect.arrayContaining([...all, "payment_type", "auth_code", "eci", ...groups]));
    expect(data).toMatchObject({
      source: { type: "card", last_4: "4242", bin: "424242", scheme: "VISA" },
      processing: { Aft: "False" },
      balances: { total_authorized: 1000, available_to_capture: 1000, total_captured: 0 },
      processed_on: world.start.toISOString().replace("Z", "0000Z"),
    });
  });

  it("is what changed after a capture, without the card (6.3)", async () => {
    const { id, events } = await play({ capture: true });
    const data = await dataOf(events[1]);
    expect(Object.keys(data)).toEqual(expect.arrayContaining([...all, "balances", "processing", "event_links"]));
    expect(data).not.toHaveProperty("source");
    expect(data).toMatchObject({
      balances: { total_captured: 1000, available_to_capture: 0, available_to_refund: 1000 },
      event_links: { payment: `${world.baseUrl}/payments/${id}`, refund: `${world.baseUrl}/payments/${id}/refunds` },
    });
  });
});

describe("what is done to a payment", () => {
  it("adds up: captured in parts, refunded in parts, each with its event and its own reference", async () => {
    const { id } = await play();
    expect(await capture(id, { amount: 400, reference: "first" })).toMatchObject({
      ...{ status: "Partially Captured", amount_captured: 400 },
    });
    expect(await capture(id)).toMatchObject({ status: "Captured", amount_captured: 1000 });
    expect(await refund(id, { amount: 250, metadata: { ticket: "4711" } })).toMatchObject({
      ...{ status: "Partially Refunded", amount_refunded: 250, metadata: {} },
    });
    const { events, ...payment } = await refund(id);
    expect(payment).toMatchObject({ status: "Refunded", amount_refunded: 1000 });
    const told = await Promise.all(events.map(async (eventId) => event(eventId)));
    expect(told.map(({ type, data }) => [type, data.amount, data.reference, data.metadata])).toEqual([
      ["payment_approved", 1000, payment.reference, {}],
      ["payment_captured", 400, "first", {}],
      ["payment_captured", 600, payment.reference, {}],
      ["payment_refunded", 250, payment.reference, { ticket: "4711" }],
      ["payment_refunded", 750, payment.reference, {}],
    ]);
    expect(told.at(-1)?.data.balances).toMatchObject({ total_refunded: 1000, available_to_refund: 0 });
    expect(await dashboard.getPayment({ path: { sandboxId, paymentId: id } })).toMatchObject({
      data: { ...payment, events },
    });
  });

  it("repeats the metadata as they were written, their keys in the order in which they came", async () => {
    const metadata = { zebra: 1, a: { z: 1, b: 2 }, bb: 3 };
    const { id } = await play({ metadata });
    const { events } = await capture(id);
    for (const eventId of events)
      expect(JSON.stringify((await dataOf(eventId)).metadata)).toBe(JSON.stringify(metadata));
  });

  it("may be a void, of all of it", async () => {
    const { id } = await play();
    const { events, ...payment } = await voided(id);
    expect(payment).toMatchObject({ status: "Voided", amount_voided: 1000 });
    expect(await typesOf(events)).toEqual(["payment_approved", "payment_voided"]);
  });

  it("is a conflict where there is nothing to do it to, and changes nothing", async () => {
    const [held, declined, taken] = [await play(), await play({ outcome: "declined" }), await play({ capture: true })];
    await voided(held.id);
    const impossible = [
      [held, "captures"],
      [held, "refunds"],
      [held, "voids"],
      [declined, "captures"],
      [declined, "voids"],
      [taken, "captures"],
      [taken, "voids"],
    ] as const;
    for (const [{ id }, act] of impossible)
      expect(await control("POST", `/payments/${id}/${act}`), act).toMatchObject({
        status: 409,
        body: { type: "wrong_state" },
      });
    expect((await world.eventsOf(declined.id)).map(({ type }) => type)).toEqual(["payment_declined"]);
  });

  it("is refused for more than there is, and for nothing", async () => {
    const { id } = await play();
    await capture(id, { amount: 600 });
    for (const [act, amount] of [
      ["captures", 401],
      ["refunds", 601],
      ["captures", 0],
      ["refunds", 1.5],
    ])
      expect(await control("POST", `/payments/${id}/${act}`, { json: { amount } })).toMatchObject({
        status: 400,
        body: { errors: [{ field: "amount" }] },
      });
    expect(await world.eventsOf(id)).toHaveLength(2);
  });

  it("at once by two is done once: the later one finds what the earlier one left", async () => {
    const { id } = await play();
    const path = { sandboxId, paymentId: id };
    const answers = await Promise.all(Array.from({ length: 6 }, () => dashboard.capturePayment({ path })));
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await world.eventsOf(id)).map(({ type }) => type)).toEqual(["payment_approved", "payment_captured"]);
  });

  it("at once in parts is all done, one after the other", async () => {
    const { id } = await play();
    const parts = await Promise.all(Array.from({ length: 10 }, () => capture(id, { amount: 100 })));
    expect(parts.map(({ amount_captured }) => amount_captured).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 10 }, (_, index) => (index + 1) * 100),
    );
    expect(await world.eventsOf(id)).toHaveLength(11);
  });
});

test("payments are listed newest first, page by page", async () => {
  const own = await openWorld(server);
  const made: string[] = [];
  for (const amount of [100, 200, 300, 400, 500]) made.unshift((await own.play({ amount, capture: true })).id);
  const path = { sandboxId: own.sandboxId };
  const pages = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = got(await dashboard.listPayments({ path, query: { limit: 2, ...(cursor && { cursor }) } }));
    pages.push(page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(pages).toEqual([made.slice(0, 2), made.slice(2, 4), made.slice(4)]);
  const [newest] = got(await dashboard.listPayments({ path, query: { limit: 1 } })).data;
  expect(newest).toEqual(got(await dashboard.getPayment({ path: { ...path, paymentId: String(made[0]) } })));
  expect(await own.control("GET", "/payments?cursor=bm9uZQ")).toMatchObject({ status: 400 });
});

test("a payment of another sandbox is as absent as one that never was", async () => {
  const { id } = await (await openWorld(server)).play();
  for (const paymentId of [id, "pay_x"]) {
    expect((await control("GET", `/payments/${paymentId}`)).status).toBe(404);
    for (const act of ["captures", "refunds", "voids", "disputes"])
      expect((await control("POST", `/payments/${paymentId}/${act}`)).status, act).toBe(404);
  }
});

test.each(["P366D", "P9999Y", "-PT5M", "PT", "ten minutes"])("late_approval cannot be %s", async (late_approval) => {
  const { status, body } = await control("POST", "/payments", { json: { late_approval } });
  expect({ status, field: body.errors[0].field }).toEqual({ status: 400, field: "late_approval" });
});
