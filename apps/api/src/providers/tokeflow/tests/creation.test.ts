import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { approving, chargeBody, got, type NewTransaction, openWorld, pixBody } from "./support/world.ts";

const world = await openWorld(await testServer());

const create = (json: object) => world.send("POST", "/transactions", { json });

const expectInvalid = async (json: object, fields: readonly string[], code?: string) => {
  const { status, body } = await create(json);
  expect({ status, type: body.error?.type, fields: Object.keys(body.error?.details ?? {}).toSorted() }).toEqual({
    status: 400,
    type: "validation_error",
    fields: fields.toSorted(),
  });
  if (code) expect(body.error.code).toBe(code);
};

const { amount, currency, ...bare } = chargeBody;

it("11: declined by every provider, it is 201 with status failed and a timeline that says why", async () => {
  const { status, body } = await create({
    ...chargeBody,
    card_ciphertext_id: await world.token("4000000000000002"),
  });
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ status: "failed", amount_authorized: 0, amount_captured: 0 });
  expect(body.data.timeline).toMatchObject([
    { status: "failed", error_category: "SOFT_DECLINE", error_code: "DO_NOT_HONOR" },
    { status: "failed", error_category: "SOFT_DECLINE", error_code: "DO_NOT_HONOR" },
  ]);
});

it("12: what is always required is missed all at once", async () => {
  await expectInvalid({}, ["payment_method", "charge_type", "country"], "MISSING_FIELD");
  await expectInvalid({ country: "BR", amount, currency }, ["payment_method", "charge_type"], "MISSING_FIELD");
});

it("12: amount and currency are required without a checkout session", async () => {
  await expectInvalid({ ...bare, payment_method: "pix" }, ["amount", "currency"], "MISSING_FIELD");
});

it.each([
  ["payment_method", "cheque"],
  ["payment_method", "CREDIT_CARD"],
  ["payment_method", null],
  ["charge_type", "refund"],
  ["country", "BRA"],
  ["country", "br"],
  ["country", ""],
  ["currency", "brl"],
  ["currency", "R$"],
  ["capture", "true"],
  ["capture", null],
  ["installments", 3],
  ["installments", { count: 0 }],
  ["metadata", "campaign"],
  ["metadata", []],
  ["external_order_id", ""],
  ["external_order_id", 888],
  ["customer_id", {}],
  ["idempotency_key", ""],
  ["idempotency_key", "k".repeat(256)],
] as const)("12: %s is not %j", async (field, value) => {
  const { status, body } = await create({ ...pixBody, [field]: value });
  expect(status).toBe(400);
  expect(Object.keys(body.error.details)[0]).toMatch(new RegExp(`^${field}`));
});

describe("13: a card charge", () => {
  it("needs a card", async () => {
    await expectInvalid(chargeBody, ["card_ciphertext_id"], "MISSING_FIELD");
    await expectInvalid({ ...chargeBody, payment_method: "debit_card" }, ["card_ciphertext_id"], "MISSING_FIELD");
  });

  it("takes one card only, and what it refuses it does not use up", async () => {
    const card_ciphertext_id = await world.token();
    const both = { ...chargeBody, card_ciphertext_id, payment_instrument_id: approving };
    await expectInvalid(both, ["card_ciphertext_id"], "INVALID_FIELD");
    expect((await world.charge({ card_ciphertext_id })).status).toBe("authorized");
  });

  it("names a card, instrument or customer that exists", async () => {
    await expectInvalid({ ...chargeBody, card_ciphertext_id: "tok_absent" }, ["card_ciphertext_id"]);
    await expectInvalid({ ...chargeBody, payment_instrument_id: "pi_absent" }, ["payment_instrument_id"]);
    await expectInvalid({ ...pixBody, customer_id: "cust_absent" }, ["customer_id"]);
    await expectInvalid({ ...pixBody, checkout_session_id: "cks_absent" }, ["checkout_session_id"]);
  });
});

it("14: PIX, boleto and wallet need no card", async () => {
  expect((await world.charge({ payment_method: "pix" })).status).toBe("pending");
  expect((await world.charge({ payment_method: "boleto" })).status).toBe("pending");
  const wallet = await world.charge({ payment_method: "wallet", wallet_type: "apple_pay" });
  expect(wallet).toMatchObject({ status: "authorized", payment_method: "wallet", amount_captured: 15_000 });
});

it("14: a wallet says which", async () => {
  await expectInvalid({ ...chargeBody, payment_method: "wallet" }, ["wallet_type"], "MISSING_FIELD");
});

it("15: a verification takes an amount of 0, a payment does not", async () => {
  const card_ciphertext_id = await world.token();
  await expectInvalid({ ...chargeBody, card_ciphertext_id, amount: 0 }, ["amount"]);
  const verified = await world.charge({ charge_type: "setup_verification", amount: 0, card_ciphertext_id });
  expect(verified).toMatchObject({ status: "authorized", charge_type: "setup_verification", amount_authorized: 0 });
});

it("16: a risk score lies between 0 and 100", async () => {
  for (const risk_score of [-1, 101, 50.5, "50"]) await expectInvalid({ ...pixBody, risk_score }, ["risk_score"]);
  for (const risk_score of [0, 100]) {
    const transaction = await world.charge({ payment_method: "pix", risk_score });
    expect(transaction).not.toHaveProperty("risk_score");
  }
});

it("18: a card reference works once", async () => {
  const body = { ...chargeBody, card_ciphertext_id: await world.token() };
  const first = await create(body);
  expect(first.status).toBe(201);
  const before = await world.count();
  await expectInvalid(body, ["card_ciphertext_id"], "CARD_TOKEN_USED");
  expect(await world.count()).toBe(before);
});

it("18: a card reference that was declined is used up, too", async () => {
  const body = { ...chargeBody, card_ciphertext_id: await world.token("4000000000000002") };
  expect((await create(body)).body.data.status).toBe("failed");
  await expectInvalid(body, ["card_ciphertext_id"], "CARD_TOKEN_USED");
});

it("18: of many charges at once with one card reference one is made", async () => {
  const body = { ...chargeBody, card_ciphertext_id: await world.token() };
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(body)));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 400)]);
});

it("18: a card reference lapses after 15 minutes", async () => {
  const lasting = await openWorld(world);
  const [inTime, late] = [await lasting.token(), await lasting.token()];
  await lasting.advance("PT14M59S");
  expect((await lasting.charge({ card_ciphertext_id: inTime })).status).toBe("authorized");
  await lasting.advance("PT1S");
  const json = { ...chargeBody, card_ciphertext_id: late };
  const { status, body } = await lasting.send("POST", "/transactions", { json });
  expect({ status, code: body.error.code }).toEqual({ status: 400, code: "CARD_TOKEN_EXPIRED" });
});

it("20: a direct charge has an order of its own", async () => {
  const [one, another] = [await world.charge(), await world.charge()];
  expect(one.order_id).toMatch(/^ord_/);
  expect(one.order_id).not.toBe(another.order_id);
  const order = got(await world.merchant.getOrder({ path: { id: String(one.order_id) } })).data;
  expect(order).toMatchObject({ transaction_id: one.id, order_type: "api", status: "authorized" });
});

it("21: reference and metadata come back as they were sent", async () => {
  const metadata = {
    campaign: "black_friday",
    ação: "promoção 🎉",
    nested: { list: [1, 2.5, true, null, "x"], empty: {}, none: [] },
    "": "empty key",
    "a.b": "dotted",
    constructor: "plain",
    big: Number.MAX_SAFE_INTEGER,
  };
  const sent = { external_order_id: "order_888 / ünïcode", metadata } satisfies Partial<NewTransaction>;
  const created = await world.charge(sent);
  expect(created).toMatchObject(sent);
  expect(await world.read(created.id)).toEqual(created);
  const [listed] = got(await world.merchant.listTransactions({ query: { order_id: String(created.order_id) } })).data;
  expect(listed).toEqual(created);
});

it("21: what was not sent is null, and metadata an empty object", async () => {
  expect(await world.charge({ card_ciphertext_id: await world.token() })).toMatchObject({
    external_order_id: null,
    customer_id: null,
    subscription_id: null,
    metadata: {},
  });
});

it("22: captures unless it is told not to", async () => {
  expect(await world.charge()).toMatchObject({ status: "authorized", amount_captured: 15_000 });
  expect(await world.charge({ capture: true })).toMatchObject({ status: "authorized", amount_captured: 15_000 });
  const held = await world.charge({ capture: false });
  expect(held).toMatchObject({ status: "capture_pending", amount_authorized: 15_000, amount_captured: 0 });
});

it("23: money is a JSON integer, in and out", async () => {
  for (const wrong of ["15000", 150.5, -1, true, null, [15_000], 2 ** 31])
    await expectInvalid({ ...pixBody, amount: wrong }, ["amount"]);
  const { text } = await create({ ...chargeBody, payment_instrument_id: approving, amount: 2 ** 31 - 1 });
  expect(text).toContain('"amount_authorized":2147483647,"amount_captured":2147483647');
  const { id } = JSON.parse(text).data;
  const attempts = await world.send("GET", `/transactions/${id}/attempts`);
  expect(attempts.text).toMatch(/"gateway_fee":\d+[,}]/);
  // JSON knows one kind of number: 15000.0 is the integer 15000, and leaves as one.
  const whole = JSON.stringify({ ...chargeBody, payment_instrument_id: approving }).replace("15000", "15000.0");
  const answer = await world.send("POST", "/transactions", { text: whole });
  expect(answer.text).toContain('"amount_authorized":15000,');
});

it("all 21 fields are always there", async () => {
  const fields = [
    ...["id", "organization_id", "merchant_id", "order_id", "subscription_id", "external_order_id", "customer_id"],
    ...["payment_instrument_id", "amount_authorized", "amount_captured", "currency", "payment_method", "charge_type"],
    ...["country", "status", "applied_routing_rule_id", "timeline", "payment_instructions", "metadata", "created_at"],
    "updated_at",
  ];
  for (const changes of [{}, { payment_method: "pix" }, { payment_method: "boleto" }, { capture: false }] as const)
    expect(Object.keys(await world.charge(changes))).toEqual(fields);
});

it("other currencies and countries are charged by card", async () => {
  const charged = await world.charge({ currency: "USD", country: "US", amount: 1 });
  expect(charged).toMatchObject({ status: "authorized", currency: "USD", country: "US", amount_captured: 1 });
});

it("a customer of the merchant is kept with the charge", async () => {
  expect((await world.charge({ customer_id: "cust_123" })).customer_id).toBe("cust_123");
});
