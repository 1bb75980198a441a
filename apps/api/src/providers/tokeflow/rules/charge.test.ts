import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testCards } from "./card.ts";
import { orderTypeOf } from "./order.ts";
import { at, connector, draft, run } from "./testing.ts";
import { winningRuleOf } from "./transaction.ts";

const cascading = "4000000000003022";
const tree = {
  root: "node_1",
  nodes: [{ id: "node_1", type: "route", connectors: ["a", "b"] }],
} as const;

describe("a card charge", () => {
  it("22, 44: is captured at once when nothing else is asked", () => {
    const { transaction, events, waitMs } = run();
    expect(transaction).toMatchObject({ status: "authorized", amountAuthorized: 15_000, amountCaptured: 15_000 });
    expect(transaction.attempts).toHaveLength(1);
    expect(events).toEqual(["transaction.created", "transaction.authorized"]);
    expect(waitMs).toBe(0);
  });

  it("54: has no payment instructions", () => {
    expect(run().transaction.paymentInstructions).toBeNull();
  });

  it("30, 35, 38: a soft decline goes on to the next connector, told as the seed tells it", () => {
    const connectors = [connector("a", { latencyMs: 2000 }), connector("b", { latencyMs: 2000, feeFixed: 45 })];
    const { transaction } = run({ number: cascading, connectors, tree });
    expect(transaction).toMatchObject({ status: "authorized", appliedRoutingRuleId: "node_1", updatedAt: at(4) });
    expect(transaction.attempts).toEqual([
      {
        id: "att_1",
        attemptNumber: 1,
        connectorId: "a",
        providerSlug: "acquirer_a",
        isFallback: false,
        status: "failed",
        threeDsStatus: null,
        errorCategory: "SOFT_DECLINE",
        errorCode: "INSUFFICIENT_FUNDS",
        errorMessage: "Issuer declined: insufficient funds",
        pspTransactionId: "psp_tx_1",
        gatewayFee: null,
        startedAt: at(0),
        finishedAt: at(2),
      },
      {
        id: "att_2",
        attemptNumber: 2,
        connectorId: "b",
        providerSlug: "acquirer_b",
        isFallback: true,
        status: "success",
        threeDsStatus: null,
        errorCategory: null,
        errorCode: null,
        errorMessage: null,
        pspTransactionId: "psp_tx_2",
        gatewayFee: 45,
        startedAt: at(2),
        finishedAt: at(4),
      },
    ]);
  });

  it("11, 33: declined everywhere it is a failed transaction that no rule has won", () => {
    const { transaction, events } = run({ number: "4000000000009995", tree });
    expect(transaction).toMatchObject({ status: "failed", amountAuthorized: 0, amountCaptured: 0 });
    expect(transaction.attempts).toHaveLength(2);
    expect(transaction.appliedRoutingRuleId).toBeNull();
    expect(events).toEqual(["transaction.created", "transaction.failed"]);
  });

  it("34: a hard decline stops the cascade", () => {
    for (const number of ["4000000000009987", "4000000000000069", "4100000000000019"])
      expect(run({ number }).transaction).toMatchObject({ status: "failed", attempts: [{ status: "failed" }] });
  });

  it("goes on after a technical error, but not after a timeout, which may have charged", () => {
    expect(run({ number: "4000000000005027" }).transaction.attempts.map(({ status }) => status)).toEqual([
      "error",
      "success",
    ]);
    expect(run({ number: "4000000000004087" }).transaction.attempts).toMatchObject([
      { status: "error", errorCode: "PROVIDER_TIMEOUT", pspTransactionId: null, finishedAt: at(10) },
    ]);
  });

  it("goes on after exactly the failures that the merchant chose, and no further than it may", () => {
    const route = { id: "n", type: "route", connectors: ["a", "b"] } as const;
    const attempts = (number: string, cascade: { on: string[]; max_attempts?: number }) =>
      run({ number, tree: { root: "n", nodes: [{ ...route, cascade }] } }).transaction.attempts.length;
    expect(attempts("4000000000009987", { on: ["HARD_DECLINE"] })).toBe(2);
    expect(attempts("4000000000009995", { on: ["TECHNICAL"] })).toBe(1);
    expect(attempts("4000000000009995", { on: ["SOFT_DECLINE"], max_attempts: 1 })).toBe(1);
    expect(attempts("4000000000004087", { on: ["PROVIDER_TIMEOUT"] })).toBe(2);
  });

  it("without an eligible connector it fails with an empty timeline", () => {
    const { transaction } = run({ connectors: [connector("a", { active: false })] });
    expect(transaction).toMatchObject({ status: "failed", attempts: [], appliedRoutingRuleId: null });
  });

  it("44: without capture it is held, as its connector reports that", () => {
    const held = run({ capture: false });
    expect(held.transaction).toMatchObject({ status: "capture_pending", amountAuthorized: 15_000, amountCaptured: 0 });
    expect(held.events).toEqual(["transaction.created", "transaction.pre_authorized"]);
    const profile = { preauthorizedStatus: "pre_authorized", preauthorizationExpiresInSeconds: 60 };
    const other = run({ capture: false, connectors: [connector("a", profile)] }).transaction;
    expect(other).toMatchObject({ status: "pre_authorized", expiresAt: at(60) });
  });

  it("makes the caller wait only for connectors whose latency is real", () => {
    const connectors = [connector("a", { latencyMs: 70 }), connector("b", { latencyMs: 50, latencyIsReal: true })];
    expect(run({ number: cascading, connectors }).waitMs).toBe(50);
  });
});

it("15: a verification authorizes nothing and saves a new card", () => {
  const verified = run({ chargeType: "setup_verification", amount: 0, capture: false });
  expect(verified.transaction).toMatchObject({
    status: "authorized",
    amountAuthorized: 0,
    amountCaptured: 0,
    paymentInstrumentId: "pi_new",
  });
  expect(verified.savedInstrumentId).toBe("pi_new");
  expect(orderTypeOf(verified.transaction)).toBe("card_setup");
});

it("saves no card that is saved already, nor one that was declined", () => {
  const saved = { chargeType: "setup_verification", amount: 0, cardToken: null, paymentInstrumentId: "pi_1" } as const;
  expect(run(saved)).toMatchObject({ savedInstrumentId: null, transaction: { paymentInstrumentId: "pi_1" } });
  const declined = run({ chargeType: "setup_verification", amount: 0, number: "4000000000000002" });
  expect(declined).toMatchObject({ savedInstrumentId: null, transaction: { paymentInstrumentId: null } });
});

it("20: an order is told by how its charge came", () => {
  expect(orderTypeOf(draft())).toBe("api");
  expect(orderTypeOf(draft({ checkoutSessionId: "cks_1" }))).toBe("checkout");
});

it("52, 53: a PIX waits for its customer with a code that carries amount and expiry", () => {
  const { transaction, events } = run({ paymentMethod: "pix", cardToken: null, tree });
  expect(transaction).toMatchObject({
    status: "pending",
    amountAuthorized: 0,
    amountCaptured: 0,
    expiresAt: at(1800),
    updatedAt: at(0),
    attempts: [{ status: "pending", startedAt: at(0), finishedAt: null }],
    paymentInstructions: {
      type: "pix",
      qrCodeText: expect.stringMatching(/^00020126580014BR\.GOV\.BCB\.PIX.*5406150\.00.*0505tx777/),
      expiresAt: "2026-01-15T13:00:00.000Z",
    },
  });
  expect(winningRuleOf(transaction)).toBeNull();
  expect(events).toEqual(["transaction.created", "transaction.pending"]);
});

it("57: a boleto waits until the end of its due day in São Paulo", () => {
  const { transaction } = run({ paymentMethod: "boleto", cardToken: null });
  expect(transaction).toMatchObject({
    status: "pending",
    expiresAt: new Date("2026-01-19T02:59:59.999Z"),
    paymentInstructions: { type: "boleto", dueDate: "2026-01-18", barcode: expect.stringMatching(/^9999\d1330/) },
  });
});

it("a PIX whose connector is out goes on to the next one", () => {
  const connectors = [connector("a", { outageFrom: at(-60) }), connector("b", { priority: 2 })];
  const { transaction } = run({ paymentMethod: "pix", connectors });
  expect(transaction.attempts.map(({ status }) => status)).toEqual(["error", "pending"]);
});

it("31, 32, 38: every timeline is numbered without gaps and in time, and open exactly while pending", () => {
  const profile = fc.record({
    declineRate: fc.double({ min: 0, max: 1, noNaN: true }),
    errorRate: fc.double({ min: 0, max: 1, noNaN: true }),
    latencyMs: fc.nat(5000),
    latencyJitterMs: fc.nat(5000),
    threeDsMethods: fc.constantFrom([], ["credit_card"]),
  });
  const method = fc.constantFrom("credit_card" as const, "pix" as const, "wallet" as const);
  const card = fc.constantFrom(...testCards.map(({ number }) => number));
  fc.assert(
    fc.property(fc.array(profile, { maxLength: 4 }), method, card, (profiles, paymentMethod, number) => {
      const connectors = profiles.map((each, index) => connector(`c${index}`, { ...each, priority: index }));
      const { transaction, events } = run({ connectors, paymentMethod, number });
      const { attempts } = transaction;
      expect(attempts.map(({ attemptNumber }) => attemptNumber)).toEqual(attempts.map((_, index) => index + 1));
      for (const [index, attempt] of attempts.entries()) {
        expect(attempt.finishedAt === null).toBe(attempt.status === "pending");
        expect(attempt.isFallback).toBe(index > 0);
        const before = attempts[index - 1]?.finishedAt ?? transaction.createdAt;
        expect(attempt.startedAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
      }
      expect(transaction.updatedAt.getTime()).toBeGreaterThanOrEqual(transaction.createdAt.getTime());
      expect(events).toEqual(["transaction.created", `transaction.${transaction.status}`]);
    }),
  );
});
