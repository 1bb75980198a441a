import fc from "fast-check";
import { expect, it } from "vitest";
import { chargeBack, voidCharge } from "./lifecycle.ts";
import { type Refund, remainingOf, requestRefund, settleRefund } from "./refund.ts";
import { at, refusalOf, run } from "./testing.ts";
import { type TransactionStatus, transactionStatuses } from "./transaction.ts";

const captured = run().transaction;

it("59: a refund is pending at first, and its transaction with it", () => {
  const { refund, transaction, events } = requestRefund(
    captured,
    { id: "rfn_1", amount: 5_000, reason: "late" },
    at(1),
  );
  expect(refund).toMatchObject({ transactionId: "tx_777", amount: 5_000, status: "pending", reason: "late" });
  expect(transaction).toMatchObject({ status: "refund_pending", amountCaptured: 15_000, amountRefundPending: 5_000 });
  expect(events).toEqual(["transaction.refund_created", "transaction.refund_pending"]);
});

it("59: partial refunds are repeated down to zero", () => {
  const first = requestRefund(captured, { id: "rfn_1", amount: 5_000 }, at(1));
  const part = settleRefund(first.transaction, first.refund, "succeeded", at(2));
  expect(part).toMatchObject({ refund: { status: "succeeded" }, transaction: { status: "partially_refunded" } });
  expect(part.events).toEqual(["transaction.partially_refunded"]);
  const rest = requestRefund(part.transaction, { id: "rfn_2" }, at(3));
  expect(rest.refund.amount).toBe(10_000);
  const all = settleRefund(rest.transaction, rest.refund, "succeeded", at(4));
  expect(all).toMatchObject({
    transaction: { status: "refunded", amountRefunded: 15_000 },
    events: ["transaction.refunded"],
  });
});

it("58: is refused where nothing captured can be given back", () => {
  const fit: TransactionStatus[] = ["authorized", "refund_pending", "partially_refunded"];
  for (const status of transactionStatuses.filter((other) => !fit.includes(other)))
    expect(refusalOf(() => requestRefund({ ...captured, status }, { id: "rfn_1" }, at(1))).code).toBe("wrong_state");
  const verified = run({ chargeType: "setup_verification", amount: 0 }).transaction;
  expect(refusalOf(() => requestRefund(verified, { id: "rfn_1" }, at(1))).message).toContain("no captured funds left");
});

it("60: pending refunds are spoken for", () => {
  const { transaction } = requestRefund(captured, { id: "rfn_1", amount: 10_000 }, at(1));
  expect(refusalOf(() => requestRefund(transaction, { id: "rfn_2", amount: 5_001 }, at(2)))).toMatchObject({
    code: "out_of_range",
    details: { field: "amount" },
  });
  expect(refusalOf(() => requestRefund(captured, { id: "rfn_2", amount: 0 }, at(2))).code).toBe("invalid");
});

it("a failed refund gives the transaction its former status back, once no other is pending", () => {
  const first = requestRefund(captured, { id: "rfn_1", amount: 5_000 }, at(1));
  const second = requestRefund(first.transaction, { id: "rfn_2", amount: 4_000 }, at(2));
  const one = settleRefund(second.transaction, first.refund, "succeeded", at(3));
  expect(one).toMatchObject({ transaction: { status: "refund_pending" }, events: [] });
  const both = settleRefund(one.transaction, second.refund, "failed", at(4));
  expect(both).toMatchObject({ transaction: { status: "partially_refunded", amountRefundPending: 0 }, events: [] });
  const alone = settleRefund(first.transaction, first.refund, "failed", at(3));
  expect(alone).toMatchObject({ transaction: { status: "authorized" }, refund: { status: "failed" }, events: [] });
  expect(voidCharge(alone.transaction, at(5)).transaction.status).toBe("voided");
});

it("is settled once", () => {
  const { refund, transaction } = requestRefund(captured, { id: "rfn_1" }, at(1));
  const settled = settleRefund(transaction, refund, "succeeded", at(2));
  expect(refusalOf(() => settleRefund(settled.transaction, settled.refund, "failed", at(3))).code).toBe("wrong_state");
});

it("does not bring a charged-back transaction back", () => {
  const { refund, transaction } = requestRefund(captured, { id: "rfn_1" }, at(1));
  const settled = settleRefund(chargeBack(transaction, at(2)).transaction, refund, "succeeded", at(3));
  expect(settled).toMatchObject({ transaction: { status: "charged_back", amountRefundPending: 0 }, events: [] });
});

it("60: whatever is asked and answered, refunds never exceed what was captured", () => {
  const step = fc.record({
    amount: fc.integer({ min: 1, max: 9_000 }),
    outcome: fc.constantFrom("succeeded", "failed", null),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let transaction = captured;
      const pending: Refund[] = [];
      for (const [index, { amount, outcome }] of steps.entries()) {
        if (amount <= remainingOf(transaction)) {
          const asked = requestRefund(transaction, { id: `rfn_${index}`, amount }, at(index));
          transaction = asked.transaction;
          pending.push(asked.refund);
        }
        const oldest = outcome === null ? undefined : pending.shift();
        if (oldest && outcome) transaction = settleRefund(transaction, oldest, outcome, at(index)).transaction;
        const { amountRefunded, amountRefundPending } = transaction;
        expect(amountRefunded + amountRefundPending).toBeLessThanOrEqual(15_000);
        expect(transaction.status === "refund_pending").toBe(pending.length > 0);
        expect(transaction.status === "refunded").toBe(amountRefunded === 15_000);
      }
    }),
  );
});
