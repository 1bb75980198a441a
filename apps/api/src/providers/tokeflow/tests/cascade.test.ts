import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { cascading, connectors, got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const [primary, fallback] = connectors;

it("30: a soft decline falls back, and the fallback's success is the transaction's", async () => {
  const { status, timeline, amount_captured } = await world.charge({ payment_instrument_id: cascading });
  expect({ status, amount_captured }).toEqual({ status: "authorized", amount_captured: 15_000 });
  expect(timeline).toMatchObject([
    { connector_id: primary, is_fallback: false, status: "failed", error_category: "SOFT_DECLINE" },
    { connector_id: fallback, is_fallback: true, status: "success", error_category: null, error_code: null },
  ]);
});

it("30: a technical error falls back, too", async () => {
  const { status, timeline } = await world.charge({ card_ciphertext_id: await world.token("4000000000005027") });
  expect(status).toBe("authorized");
  expect(timeline).toMatchObject([
    { status: "error", error_category: "TECHNICAL", error_code: "INVALID_PROVIDER_RESPONSE" },
    { status: "success" },
  ]);
});

it("31, 32, 38: attempts are numbered without gaps, follow one another, and are open exactly while pending", async () => {
  const numbers = ["4111111111111111", "4000000000003022", "4000000000000002", "4000000000009979", "4000003800000446"];
  for (const number of numbers) {
    const { timeline } = await world.charge({ card_ciphertext_id: await world.token(number) });
    timeline.forEach((attempt, place) => {
      expect(attempt.attempt_number).toBe(place + 1);
      expect(attempt.is_fallback).toBe(place > 0);
      expect(attempt.finished_at === null).toBe(attempt.status === "pending");
      expect(attempt.error_code === null).toBe(["success", "pending"].includes(attempt.status));
      const before = timeline[place - 1]?.finished_at;
      if (before) expect(attempt.started_at >= before).toBe(true);
      if (attempt.finished_at) expect(attempt.finished_at >= attempt.started_at).toBe(true);
    });
  }
});

it("33: the applied rule is the node whose route succeeded, and null when all failed", async () => {
  expect((await world.charge({ payment_instrument_id: cascading })).applied_routing_rule_id).toBe("node_2");
  expect((await world.charge({ payment_method: "pix" })).applied_routing_rule_id).toBeNull();
  const declined = await world.charge({ card_ciphertext_id: await world.token("4000000000000002") });
  expect(declined.applied_routing_rule_id).toBeNull();
});

it("33: a PIX that is paid is won by the node that routed it", async () => {
  const { id } = await world.charge({ payment_method: "pix" });
  got(await world.settle(id, "paid"));
  expect((await world.read(id)).applied_routing_rule_id).toBe("node_3");
});

it.each([
  ["4000000000009979", "HARD_DECLINE", "STOLEN_CARD", "failed"],
  ["4000000000000069", "HARD_DECLINE", "EXPIRED_CARD", "failed"],
  ["4100000000000019", "FRAUD", "SUSPECTED_FRAUD", "failed"],
  ["4000008400001280", "AUTHENTICATION", "THREE_DS_FAILED", "failed"],
  ["4000000000004087", "TECHNICAL", "PROVIDER_TIMEOUT", "error"],
] as const)("34: the decline of %s is final: %s %s", async (number, error_category, error_code, status) => {
  const { timeline, ...transaction } = await world.charge({ card_ciphertext_id: await world.token(number) });
  expect(transaction.status).toBe("failed");
  expect(timeline).toMatchObject([{ status, error_category, error_code }]);
  expect(timeline).toHaveLength(1);
});

it("35: timeline and attempts tell the same story in the same order", async () => {
  const { id, timeline } = await world.charge({ payment_instrument_id: cascading });
  const attempts = await world.attempts(id);
  expect(attempts.map(({ merchant_connector_id: connector_id, ...rest }) => ({ connector_id, ...rest }))).toMatchObject(
    timeline,
  );
  expect(attempts).toMatchObject([
    {
      id: expect.stringMatching(/^att_/),
      payment_transaction_id: id,
      error_message: "Issuer declined: insufficient funds",
      psp_transaction_id: expect.stringMatching(/^psp_tx_/),
      gateway_fee: null,
      three_ds_status: null,
    },
    { payment_transaction_id: id, error_message: null, gateway_fee: 45, psp_transaction_id: expect.any(String) },
  ]);
  expect(new Set(attempts.map((attempt) => attempt.id)).size).toBe(2);
  expect(new Set(attempts.map((attempt) => attempt.psp_transaction_id)).size).toBe(2);
});

it("36: the attempts are a bare array without pages", async () => {
  const { id } = await world.charge();
  const { body } = await world.send("GET", `/transactions/${id}/attempts`);
  expect(Array.isArray(body.data)).toBe(true);
  expect(body).not.toHaveProperty("meta");
});

it("37: the timeline leaves out what only the attempts tell", async () => {
  const { timeline } = await world.charge({ payment_instrument_id: cascading });
  for (const entry of timeline)
    expect(Object.keys(entry)).toEqual([
      ...["attempt_number", "is_fallback", "connector_id", "provider_slug", "status", "started_at", "finished_at"],
      ...["error_category", "error_code"],
    ]);
});

it("38: simulated latency moves the recorded times, not the clock", async () => {
  const own = await openWorld(server);
  await own.connector(primary, { profile: { latency_ms: 2000 } });
  await own.connector(fallback, { profile: { latency_ms: 2000 } });
  const { timeline, created_at, updated_at } = await own.charge({ payment_instrument_id: cascading });
  const at = (seconds: number) => new Date(own.start.getTime() + seconds * 1000).toISOString();
  expect(timeline).toMatchObject([
    { started_at: at(0), finished_at: at(2) },
    { started_at: at(2), finished_at: at(4) },
  ]);
  expect({ created_at, updated_at }).toEqual({ created_at: at(0), updated_at: at(4) });
});

it("the acquirer's ledger agrees with the transaction's attempts", async () => {
  const { id } = await world.charge({ payment_instrument_id: cascading });
  const attempts = await world.attempts(id);
  for (const [place, connector] of connectors.entries()) {
    const [call] = (await world.calls(connector)).filter(({ transaction_id }) => transaction_id === id);
    expect(call).toEqual({ ...attempts[place], transaction_id: id });
  }
});

describe("by the merchant's own routing", () => {
  const route = (id: string, ids: readonly string[], cascade?: { on?: never[] | string[]; max_attempts?: number }) => ({
    id,
    type: "route" as const,
    connectors: [...ids],
    ...(cascade && { cascade }),
  });

  const publish = async (nodes: readonly object[], root = "node_1") => {
    const own = await openWorld(server);
    const path = { sandboxId: own.sandboxId, merchantId: own.merchantId };
    got(await own.dashboard.putRoutingTree({ path, body: { root, nodes: nodes as never } }));
    return own;
  };

  it("34: cascades only after the failures that were chosen", async () => {
    const own = await publish([route("node_1", connectors, { on: ["TECHNICAL"] })]);
    const declined = await own.charge({ payment_instrument_id: cascading });
    expect(declined).toMatchObject({ status: "failed", timeline: [{ error_code: "INSUFFICIENT_FUNDS" }] });
    const failed = await own.charge({ card_ciphertext_id: await own.token("4000000000005027") });
    expect(failed).toMatchObject({ status: "authorized", applied_routing_rule_id: "node_1" });
  });

  it("34: a hard decline goes on where the merchant wants it", async () => {
    const own = await publish([route("node_1", connectors, { on: ["STOLEN_CARD"] })]);
    const { timeline } = await own.charge({ card_ciphertext_id: await own.token("4000000000009979") });
    expect(timeline).toHaveLength(2);
  });

  it("stops at the most attempts", async () => {
    const own = await publish([route("node_1", connectors, { max_attempts: 1 })]);
    expect((await own.charge({ payment_instrument_id: cascading })).timeline).toHaveLength(1);
  });

  it("goes by conditions, THEN and ELSE", async () => {
    const all = [
      { field: "amount", op: "gte", value: 10_000 },
      { field: "card_brand", op: "eq", value: "visa" },
      { field: "metadata.vip", op: "ne", value: "no" },
    ];
    const condition = { id: "node_1", type: "condition", all, then: "big", else: "small" };
    const own = await publish([condition, route("big", [fallback]), route("small", [primary])]);
    expect(await own.charge({ amount: 10_000 })).toMatchObject({
      applied_routing_rule_id: "big",
      timeline: [{ connector_id: fallback, is_fallback: false }],
    });
    expect((await own.charge({ amount: 9_999 })).applied_routing_rule_id).toBe("small");
    expect((await own.charge({ metadata: { vip: "no" } })).applied_routing_rule_id).toBe("small");
    const amex = await own.charge({ card_ciphertext_id: await own.token("378282246310005") });
    expect(amex.applied_routing_rule_id).toBe("small");
  });

  it("9.16: without an eligible connector it is 201, failed, with an empty timeline", async () => {
    const own = await openWorld(server);
    for (const connector of connectors) await own.connector(connector, { currencies: ["USD"] });
    expect(await own.charge()).toMatchObject({ status: "failed", timeline: [], applied_routing_rule_id: null });
    expect((await own.charge({ currency: "USD" })).status).toBe("authorized");
  });

  it("without a tree takes the connectors by priority, and names no rule", async () => {
    const own = await openWorld(server);
    const path = { sandboxId: own.sandboxId, merchantId: own.merchantId };
    got(await own.dashboard.deleteRoutingTree({ path }));
    await own.connector(primary, { priority: 2 });
    await own.connector(fallback, { priority: 1 });
    expect(await own.charge({ payment_instrument_id: cascading })).toMatchObject({
      status: "authorized",
      applied_routing_rule_id: null,
      timeline: [{ connector_id: fallback }, { connector_id: primary }],
    });
  });

  it("passes over an acquirer in its outage, by the sandbox's clock", async () => {
    const own = await openWorld(server);
    const until = new Date(own.start.getTime() + 3_600_000).toISOString();
    await own.connector(primary, { profile: { outage: { until } } });
    const during = await own.charge();
    expect(during.timeline).toMatchObject([
      { status: "error", error_code: "PROVIDER_UNAVAILABLE" },
      { status: "success" },
    ]);
    await own.advance("PT1H");
    expect((await own.charge()).timeline).toHaveLength(1);
  });
});
