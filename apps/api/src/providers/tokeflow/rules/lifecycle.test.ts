import { describe, expect, it } from "vitest";
import {
  cancel,
  capture,
  chargeBack,
  expire,
  lapse,
  lapsePreauthorization,
  reject,
  settlePaid,
  voidCharge,
} from "./lifecycle.ts";
import { at, connector, refusalOf, run } from "./testing.ts";
import { type Change, type Transaction, type TransactionStatus, transactionStatuses } from "./transaction.ts";

const held = run({ capture: false }).transaction;
const authorized = run().transaction;
const pix = run({ paymentMethod: "pix", cardToken: null }).transaction;
const inStatus = (status: TransactionStatus): Transaction => ({ ...authorized, status });

/** The statuses from which an act is refused; the refusal must name the status. */
function refusedFrom(act: (transaction: Transaction) => Change, fit: readonly TransactionStatus[]): void {
  for (const status of transactionStatuses.filter((other) => !fit.includes(other))) {
    const refusal = refusalOf(() => act(inStatus(status)));
    expect(refusal.code).toBe("wrong_state");
    expect(refusal.message).toContain(`tx_777 is ${status}; only a transaction in ${fit.join(" or ")}`);
  }
}

describe("capture", () => {
  it("44: takes all that is authorized when no amount is given", () => {
    const { transaction, events } = capture(held, {}, at(300));
    expect(transaction).toMatchObject({ status: "authorized", amountAuthorized: 15_000, amountCaptured: 15_000 });
    expect(transaction.updatedAt).toEqual(at(300));
    expect(events).toEqual(["transaction.authorized"]);
  });

  it("45: takes a part once and releases the rest", () => {
    const { transaction } = capture(held, { amount: 10_000 }, at(1));
    expect(transaction).toMatchObject({ status: "authorized", amountAuthorized: 15_000, amountCaptured: 10_000 });
    expect(refusalOf(() => capture(transaction, { amount: 5_000 }, at(2))).code).toBe("wrong_state");
  });

  it("46: takes neither more than is authorized nor nothing", () => {
    expect(refusalOf(() => capture(held, { amount: 15_001 }, at(1)))).toMatchObject({
      code: "out_of_range",
      details: { field: "amount" },
    });
    for (const amount of [0, -1]) expect(refusalOf(() => capture(held, { amount }, at(1))).code).toBe("invalid");
  });

  it("47, 50: is allowed from the two statuses that await it and no other", () => {
    expect(capture({ ...held, status: "pre_authorized" }, { amount: 1 }, at(1)).transaction.amountCaptured).toBe(1);
    refusedFrom((transaction) => capture(transaction, {}, at(1)), ["capture_pending", "pre_authorized"]);
  });

  it("comes too late once the authorization has lapsed", () => {
    expect(refusalOf(() => capture({ ...held, expiresAt: at(60) }, { amount: 1 }, at(60))).message).toContain("lapsed");
  });
});

describe("void", () => {
  it("48: releases a held and a captured charge, once", () => {
    for (const before of [held, { ...held, status: "pre_authorized" } as const, authorized]) {
      const { transaction, events } = voidCharge(before, at(1));
      expect(transaction).toMatchObject({ status: "voided", amountAuthorized: 15_000, amountCaptured: 0 });
      expect(events).toEqual(["transaction.voided"]);
      expect(refusalOf(() => voidCharge(transaction, at(2))).code).toBe("wrong_state");
    }
  });

  it("49: is refused from every other status, with a way out", () => {
    refusedFrom((transaction) => voidCharge(transaction, at(1)), ["capture_pending", "pre_authorized", "authorized"]);
    expect(refusalOf(() => voidCharge(inStatus("refunded"), at(1))).message).toContain("create a refund");
  });
});

describe("a payment that is awaited", () => {
  it("authorizes the whole amount when the customer pays", () => {
    const { transaction, events } = settlePaid(pix, 30, at(600));
    expect(transaction).toMatchObject({ status: "authorized", amountAuthorized: 15_000, amountCaptured: 15_000 });
    expect(transaction.attempts).toMatchObject([{ status: "success", gatewayFee: 30, finishedAt: at(600) }]);
    expect(transaction).toMatchObject({ expiresAt: null, paymentInstructions: { type: "pix" } });
    expect(events).toEqual(["transaction.authorized"]);
  });

  it("55: expires by itself when its time is over, and only then, and once", () => {
    expect(lapse(pix, at(1799))).toBeUndefined();
    const expired = lapse(pix, at(1800));
    expect(expired).toMatchObject({ transaction: { status: "expired", amountAuthorized: 0 } });
    expect(expired?.transaction.attempts).toMatchObject([{ status: "failed", errorCode: "PAYMENT_EXPIRED" }]);
    expect(expired?.events).toEqual(["transaction.expired"]);
    expect(expired && lapse(expired.transaction, at(9999))).toBeUndefined();
  });

  it("56: cannot be paid after its expiry, whether or not the timer has run", () => {
    expect(refusalOf(() => settlePaid(pix, 0, at(1800))).message).toContain("until 2026-01-15T13:00:00.000Z");
    expect(refusalOf(() => settlePaid(expire(pix, at(1800)).transaction, 0, at(1801))).code).toBe("wrong_state");
  });

  it("may be rejected late or canceled", () => {
    expect(reject(pix, "DO_NOT_HONOR", at(5)).transaction).toMatchObject({
      status: "failed",
      appliedRoutingRuleId: null,
      attempts: [{ status: "failed", errorCategory: "SOFT_DECLINE", finishedAt: at(5) }],
    });
    const { transaction, events } = cancel(pix, at(5));
    expect(transaction).toMatchObject({ status: "canceled", attempts: [{ errorCode: "PAYMENT_CANCELED" }] });
    expect(events).toEqual(["transaction.canceled"]);
  });

  it("has one end only", () => {
    refusedFrom((transaction) => settlePaid(transaction, 0, at(1)), ["pending"]);
    refusedFrom((transaction) => reject(transaction, "DO_NOT_HONOR", at(1)), ["pending"]);
    refusedFrom((transaction) => cancel(transaction, at(1)), ["pending"]);
    refusedFrom((transaction) => expire(transaction, at(1)), ["pending"]);
  });
});

describe("a chargeback", () => {
  it("takes captured funds back and leaves the amounts on record", () => {
    const { transaction, events } = chargeBack(authorized, at(1));
    expect(transaction).toMatchObject({ status: "charged_back", amountCaptured: 15_000 });
    expect(events).toEqual(["transaction.charged_back"]);
  });

  it("needs captured funds", () => {
    refusedFrom(
      (transaction) => chargeBack(transaction, at(1)),
      ["authorized", "partially_refunded", "refund_pending"],
    );
    const verified = run({ chargeType: "setup_verification", amount: 0 }).transaction;
    expect(refusalOf(() => chargeBack(verified, at(1))).message).toContain("captured nothing");
  });
});

describe("an authorization with an end", () => {
  const profile = { preauthorizationExpiresInSeconds: 60 };
  const ending = run({ capture: false, connectors: [connector("a", profile)] }).transaction;

  it("is voided by its timer", () => {
    expect(lapse(ending, at(59))).toBeUndefined();
    expect(lapse(ending, at(60))).toMatchObject({
      transaction: { status: "voided", amountCaptured: 0 },
      events: ["transaction.voided"],
    });
  });

  it("has no end any more once it is captured or voided", () => {
    expect(lapse(capture(ending, { amount: 1 }, at(1)).transaction, at(60))).toBeUndefined();
    expect(lapse(voidCharge(ending, at(1)).transaction, at(60))).toBeUndefined();
    refusedFrom((transaction) => lapsePreauthorization(transaction, at(1)), ["capture_pending", "pre_authorized"]);
  });
});

it("64: every event names the status that the transaction has", () => {
  for (const { transaction, events } of [voidCharge(held, at(1)), settlePaid(pix, 0, at(1)), expire(pix, at(1))])
    expect(events).toEqual([`transaction.${transaction.status}`]);
});

it("never moves updatedAt back, though a recorded answer may lie ahead of the clock", () => {
  const slow = run({ capture: false, connectors: [connector("a", { latencyMs: 5000 })] }).transaction;
  expect(capture(slow, {}, at(1)).transaction.updatedAt).toEqual(at(5));
});
