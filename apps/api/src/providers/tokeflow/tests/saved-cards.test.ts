import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { approving, chargeBody, got, type NewTransaction, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const path = { sandboxId: world.sandboxId };

const verification = { charge_type: "setup_verification", amount: 0, customer_id: "cust_123" } as const;

describe("a setup_verification", () => {
  it("stores a card that can be charged afterwards and deleted", async () => {
    const verified = await world.charge({ ...verification, card_ciphertext_id: await world.token("5555555555554444") });
    expect(verified).toMatchObject({
      status: "authorized",
      amount_authorized: 0,
      amount_captured: 0,
      payment_instrument_id: expect.stringMatching(/^pi_/),
    });
    const id = String(verified.payment_instrument_id);
    const instrument = got(await world.merchant.getPaymentInstrument({ path: { id } })).data;
    expect(instrument).toEqual({
      id,
      merchant_id: world.merchantId,
      customer_id: "cust_123",
      brand: "mastercard",
      last4: "4444",
      expiry_month: 12,
      expiry_year: world.start.getUTCFullYear() + 3,
      created_at: world.start.toISOString(),
    });
    for (let time = 0; time < 2; time++)
      expect(await world.charge({ payment_instrument_id: id })).toMatchObject({
        status: "authorized",
        amount_captured: 15_000,
        payment_instrument_id: id,
      });
    expect((await world.merchant.deletePaymentInstrument({ path: { id } })).response.status).toBe(204);
    const json = { ...chargeBody, payment_instrument_id: id };
    const gone = await world.send("POST", "/transactions", { json });
    expect(gone).toMatchObject({
      status: 400,
      body: { error: { details: { payment_instrument_id: [expect.anything()] } } },
    });
    for (const method of ["GET", "DELETE"])
      expect((await world.send(method, `/payment-instruments/${id}`)).status).toBe(404);
    expect((await world.read(verified.id)).payment_instrument_id).toBe(id);
  });

  it("makes an order of its own kind", async () => {
    const { order_id } = await world.charge({ ...verification, card_ciphertext_id: await world.token() });
    const order = got(await world.merchant.getOrder({ path: { id: String(order_id) } })).data;
    expect(order.order_type).toBe("card_setup");
    const listed = got(await world.merchant.listOrders({ query: { order_type: "card_setup" } })).data;
    expect(listed.map(({ id }) => id)).toContain(order_id);
  });

  it("that is declined stores nothing", async () => {
    const before = got(await world.merchant.listPaymentInstruments()).meta.pagination.total;
    const failed = await world.charge({ ...verification, card_ciphertext_id: await world.token("4000000000009979") });
    expect(failed).toMatchObject({ status: "failed", payment_instrument_id: null });
    expect(got(await world.merchant.listPaymentInstruments()).meta.pagination.total).toBe(before);
  });

  it("of a card that waits for its holder stores it once that is authenticated", async () => {
    const waiting = await world.charge({ ...verification, card_ciphertext_id: await world.token("4000003800000446") });
    expect(waiting).toMatchObject({ status: "pending", payment_instrument_id: null });
    got(await world.settle(waiting.id, "authenticated"));
    const { payment_instrument_id: id, status } = await world.read(waiting.id);
    expect(status).toBe("authorized");
    expect(got(await world.merchant.getPaymentInstrument({ path: { id: String(id) } })).data.last4).toBe("0446");
  });

  it("is for cards only", async () => {
    const json = { ...chargeBody, ...verification, payment_method: "pix" };
    const { status, body } = await world.send("POST", "/transactions", { json });
    expect({ status, fields: Object.keys(body.error.details) }).toEqual({ status: 400, fields: ["payment_method"] });
  });

  it("is replayed with the card that it stored", async () => {
    const json = { ...chargeBody, ...verification, card_ciphertext_id: await world.token() };
    const headers = { "Idempotency-Key": "verify once" };
    const [first, again] = [
      await world.send("POST", "/transactions", { json, headers }),
      await world.send("POST", "/transactions", { json, headers }),
    ];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.data.payment_instrument_id).toBe(first.body.data.payment_instrument_id);
  });
});

it("a saved card that has expired is declined for it, once its month is over", async () => {
  const own = await openWorld(server);
  const body = { expiry_month: own.start.getUTCMonth() + 1, expiry_year: own.start.getUTCFullYear() };
  const card = got(await own.dashboard.createCard({ path: { sandboxId: own.sandboxId }, body }));
  const { payment_instrument_id } = await own.charge({ ...verification, card_ciphertext_id: card.token });
  const saved = { payment_instrument_id: String(payment_instrument_id) };
  expect((await own.charge(saved)).status).toBe("authorized");
  await own.advance("P1M");
  const declined = await own.charge(saved);
  expect(declined).toMatchObject({ status: "failed", timeline: [{ error_code: "EXPIRED_CARD" }] });
});

it("saved cards are listed by customer, newest first, and show no more than their end", async () => {
  const own = await openWorld(server);
  const { id: customer_id } = got(await own.merchant.createCustomer({ body: { email: "cards@example.com" } })).data;
  const ids: (string | null)[] = [];
  for (const number of ["4242424242424242", "378282246310005"]) {
    const card_ciphertext_id = await own.token(number);
    ids.push((await own.charge({ ...verification, customer_id, card_ciphertext_id })).payment_instrument_id);
  }
  const listed = got(await own.merchant.listPaymentInstruments({ query: { customer_id } }));
  expect(listed.data.map(({ id }) => id)).toEqual(ids.toReversed());
  expect(listed.data).toMatchObject([
    { brand: "american_express", last4: "0005" },
    { brand: "visa", last4: "4242" },
  ]);
  for (const one of listed.data) expect(Object.keys(one)).not.toContain("bin");
});

describe("a saved card's customer", () => {
  it("is the charge's, unless another one is sent, who is refused", async () => {
    expect((await world.charge()).customer_id).toBe("cust_123");
    expect((await world.charge({ customer_id: "cust_123" })).customer_id).toBe("cust_123");
    const { id: customer_id } = got(await world.merchant.createCustomer({ body: { name: "Ana" } })).data;
    const json = { ...chargeBody, payment_instrument_id: approving, customer_id };
    const refused = await world.send("POST", "/transactions", { json });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: { code: "INVALID_FIELD", details: { customer_id: [expect.stringContaining("another customer")] } },
      },
    });
  });

  it("may be anybody while it has none", async () => {
    const { customer_id: _, ...anonymous } = verification;
    const { payment_instrument_id } = await world.charge({ ...anonymous, card_ciphertext_id: await world.token() });
    const saved = { payment_instrument_id: String(payment_instrument_id) };
    expect((await world.charge(saved)).customer_id).toBeNull();
    expect((await world.charge({ ...saved, customer_id: "cust_123" })).customer_id).toBe("cust_123");
  });
});

describe("a checkout session", () => {
  const sessionOf = async (changes: object = {}) =>
    got(await world.dashboard.createCheckoutSession({ path, body: { amount: 7_700, currency: "USD", ...changes } })).id;
  const post = (json: object) => world.send("POST", "/transactions", { json });
  const bare = { payment_method: "credit_card", charge_type: "payment", country: "BR" } as const;

  it("17: brings amount, currency and card; what is sent of them is ignored", async () => {
    for (const ignored of [{}, { amount: 1, currency: "BRL" }, { amount: 0 }]) {
      const checkout_session_id = await sessionOf({ card_ciphertext_id: await world.token(), customer_id: "cust_123" });
      const { status, body } = await post({ ...bare, ...ignored, checkout_session_id });
      expect(status).toBe(201);
      expect(body.data).toMatchObject({
        ...{ status: "authorized", amount_captured: 7_700, currency: "USD", customer_id: "cust_123" },
      });
    }
  });

  it("makes an order of type checkout", async () => {
    const checkout_session_id = await sessionOf({ card_ciphertext_id: await world.token() });
    const { order_id } = (await post({ ...bare, checkout_session_id })).body.data;
    const order = got(await world.merchant.getOrder({ path: { id: order_id } })).data;
    expect(order.order_type).toBe("checkout");
  });

  it("9.11: without a card is charged with one that is sent, and with one takes no other", async () => {
    const checkout_session_id = await sessionOf();
    expect(await post({ ...bare, checkout_session_id })).toMatchObject({
      status: 400,
      body: { error: { details: { card_ciphertext_id: [expect.any(String)] } } },
    });
    const charged = await post({ ...bare, checkout_session_id, payment_instrument_id: approving });
    expect(charged.body.data).toMatchObject({ status: "authorized", amount_captured: 7_700 });
    const full = await sessionOf({ card_ciphertext_id: await world.token() });
    const twice = await post({ ...bare, checkout_session_id: full, payment_instrument_id: approving });
    expect(twice.status).toBe(400);
  });

  it("17: is paid by PIX as well", async () => {
    const checkout_session_id = await sessionOf({ currency: "BRL" });
    const { body } = await post({ ...bare, payment_method: "pix", checkout_session_id });
    expect(body.data.payment_instructions.qr_code_text).toContain("540577.00");
  });

  it("can be charged until it expires", async () => {
    const own = await openWorld(server);
    const expires_at = new Date(own.start.getTime() + 60_000).toISOString();
    const made = await own.dashboard.createCheckoutSession({
      path: { sandboxId: own.sandboxId },
      body: { amount: 100, currency: "BRL", expires_at },
    });
    const body: NewTransaction = { ...bare, payment_method: "pix", checkout_session_id: got(made).id };
    expect((await own.merchant.createTransaction({ body })).response.status).toBe(201);
    await own.advance("PT1M");
    expect((await own.merchant.createTransaction({ body })).response.status).toBe(400);
  });

  it("18: is charged once, by its card or any other", async () => {
    const own = { ...bare, checkout_session_id: await sessionOf({ card_ciphertext_id: await world.token() }) };
    const open = { ...bare, checkout_session_id: await sessionOf(), payment_instrument_id: approving };
    for (const json of [own, open]) {
      const answers = await Promise.all(Array.from({ length: 5 }, () => post(json)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.error).toMatchObject({
        ...{ type: "conflict_error", code: "RESOURCE_ALREADY_EXISTS" },
        details: { checkout_session_id: [expect.any(String)] },
      });
    }
  });

  it("may be tried again after a charge that came to nothing", async () => {
    const checkout_session_id = await sessionOf();
    const card_ciphertext_id = await world.token("4000000000000002");
    expect((await post({ ...bare, checkout_session_id, card_ciphertext_id })).body.data.status).toBe("failed");
    const saved = { ...bare, checkout_session_id, payment_instrument_id: approving };
    const { data } = (await post(saved)).body;
    expect((await post(saved)).status).toBe(409);
    got(await world.merchant.voidTransaction({ path: { id: data.id } }));
    expect((await post(saved)).status).toBe(201);
  });

  it("that was declined cannot be charged by its card again, which is spent", async () => {
    const checkout_session_id = await sessionOf({ card_ciphertext_id: await world.token("4000000000000002") });
    expect((await post({ ...bare, checkout_session_id })).status).toBe(201);
    expect((await post({ ...bare, checkout_session_id })).body.error.code).toBe("CARD_TOKEN_USED");
  });

  it("is replayed with its key, one at a time or at once", async () => {
    const json = { ...bare, checkout_session_id: await sessionOf(), payment_instrument_id: approving };
    const sent = { json, headers: { "Idempotency-Key": "one session" } };
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.send("POST", "/transactions", sent)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
    expect((await world.send("POST", "/transactions", sent)).status).toBe(200);
    expect((await post(json)).status).toBe(409);
  });
});
