import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
/** The moment of the provider's own examples. */
const start = "2026-01-15T12:30:00.000Z";
got(await world.platform.moveClock({ path: { sandboxId: world.sandboxId }, body: { set: start } }));

const at = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();

/** The request of the provider's own page (seeds/tokeflow.txt), its card reference aside. */
const example = {
  payment_method: "credit_card",
  charge_type: "payment",
  country: "BR",
  amount: 15000,
  currency: "BRL",
  customer_id: "cust_123",
  external_order_id: "order_888",
  capture: true,
  metadata: { campaign: "black_friday" },
};

describe("the provider's own examples", () => {
  it("a cascade is answered in the seed's shape, value by value", async () => {
    for (const connector of ["conn_a1b2c3", "conn_d4e5f6"]) {
      const provider_slug = connector === "conn_a1b2c3" ? "acquirer_a" : "acquirer_b";
      await world.connector(connector, { provider_slug, profile: { latency_ms: 2000, fee_basis_points: 30 } });
    }
    const json = { ...example, card_ciphertext_id: await world.token("4000000000003022") };
    const headers = { "Idempotency-Key": "order_12345_attempt_1" };
    const { status, body } = await world.send("POST", "/transactions", { json, headers });
    expect(status).toBe(201);
    expect(body).toEqual({
      success: true,
      data: {
        id: expect.stringMatching(/^tx_/),
        organization_id: world.organizationId,
        merchant_id: world.merchantId,
        order_id: expect.stringMatching(/^ord_/),
        subscription_id: null,
        external_order_id: "order_888",
        customer_id: "cust_123",
        payment_instrument_id: null,
        amount_authorized: 15000,
        amount_captured: 15000,
        currency: "BRL",
        payment_method: "credit_card",
        charge_type: "payment",
        country: "BR",
        status: "authorized",
        applied_routing_rule_id: "node_2",
        timeline: [
          {
            attempt_number: 1,
            is_fallback: false,
            connector_id: "conn_a1b2c3",
            provider_slug: "acquirer_a",
            status: "failed",
            started_at: at(0),
            finished_at: at(2),
            error_category: "SOFT_DECLINE",
            error_code: "INSUFFICIENT_FUNDS",
          },
          {
            attempt_number: 2,
            is_fallback: true,
            connector_id: "conn_d4e5f6",
            provider_slug: "acquirer_b",
            status: "success",
            started_at: at(2),
            finished_at: at(4),
            error_category: null,
            error_code: null,
          },
        ],
        payment_instructions: null,
        metadata: { campaign: "black_friday" },
        created_at: at(0),
        updated_at: at(4),
      },
      request_id: expect.stringMatching(/^req_/),
      timestamp: at(0),
    });
    const attempts = await world.send("GET", `/transactions/${body.data.id}/attempts`);
    expect(attempts.body.data).toEqual([
      {
        id: expect.stringMatching(/^att_/),
        payment_transaction_id: body.data.id,
        merchant_connector_id: "conn_a1b2c3",
        provider_slug: "acquirer_a",
        attempt_number: 1,
        is_fallback: false,
        status: "failed",
        three_ds_status: null,
        error_category: "SOFT_DECLINE",
        error_code: "INSUFFICIENT_FUNDS",
        error_message: "Issuer declined: insufficient funds",
        psp_transaction_id: expect.stringMatching(/^psp_tx_/),
        gateway_fee: null,
        started_at: at(0),
        finished_at: at(2),
      },
      {
        id: expect.stringMatching(/^att_/),
        payment_transaction_id: body.data.id,
        merchant_connector_id: "conn_d4e5f6",
        provider_slug: "acquirer_b",
        attempt_number: 2,
        is_fallback: true,
        status: "success",
        three_ds_status: null,
        error_category: null,
        error_code: null,
        error_message: null,
        psp_transaction_id: expect.stringMatching(/^psp_tx_/),
        gateway_fee: 45,
        started_at: at(2),
        finished_at: at(4),
      },
    ]);
  });

  it("a list with the example's filters is answered with data and pagination", async () => {
    const query = new URLSearchParams({ status: "authorized,refunded", currency: "BRL", page: "1", limit: "20" });
    const { status, body } = await world.send("GET", `/transactions?${query}&date_from=2026-01-01T00:00:00Z`);
    expect(status).toBe(200);
    expect(body.data).toHaveLength(1);
    expect(body.meta).toEqual({
      pagination: { page: 1, limit: 20, total: 1, total_pages: 1, has_next: false, has_prev: false },
    });
  });

  it("a full and a partial capture and a void work as shown", async () => {
    const post = (path: string, json?: object) => world.send("POST", path, { json });
    const held = async () => (await world.charge({ capture: false })).id;
    expect((await post(`/transactions/${await held()}/capture`, {})).body.data.amount_captured).toBe(15_000);
    const partial = await post(`/transactions/${await held()}/capture`, { amount: 10000 });
    expect(partial.body.data).toMatchObject({ status: "authorized", amount_captured: 10_000 });
    const voided = await post(`/transactions/${await held()}/void`);
    expect(voided.body).toMatchObject({
      success: true,
      data: { id: expect.any(String), status: "voided", updated_at: expect.any(String) },
    });
  });
});

it("the default sandbox takes the example as it stands, with a minted card", async () => {
  const made = await fetch(`${server.publicUrl}/control/sandboxes/sbx_default/tokeflow/cards`, { method: "POST" });
  const { token } = (await made.json()) as { token: string };
  const { status, body } = await world.send("POST", "/transactions", {
    key: "sk_test_mer_understudyDefault0",
    json: { ...example, card_ciphertext_id: token },
  });
  expect(status).toBe(201);
  expect(body.data).toMatchObject({ merchant_id: "mrc_123", organization_id: "org_123", status: "authorized" });
});
