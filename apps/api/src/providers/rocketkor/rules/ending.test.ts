import { describe, expect, it } from "vitest";
import { advance, open, settleNow } from "./advancing.ts";
import { cancel, reverse } from "./ending.ts";
import { clerk, draft, monday, newYork, refusalOf, requesting, sending } from "./transaction.fixture.ts";

const sent = open(draft(), sending(), monday).transaction;
const requested = open(draft({ transactionType: "REQUEST" }), requesting(), monday).transaction;
const noon = newYork("2026-03-23T12:00");

describe("cancel", () => {
  it("calls back what is pending, with the money", () => {
    const change = cancel(sent, clerk, noon);
    expect(change.statuses).toEqual([{ status: "CANCELLED", message: null, createdBy: clerk, createdAt: noon }]);
    expect(change.postings.map(({ kind }) => kind)).toEqual(["release"]);
    expect(change.transaction).toMatchObject({ status: "CANCELLED", isHeld: false, nextAt: null });
    expect(cancel(requested, clerk, noon).postings).toEqual([]);
  });

  it("comes too late from the moment of processing, whether that was written down or not", () => {
    const afternoon = newYork("2026-03-23T14:00");
    const processed = advance(sent, sending(), afternoon).transaction;
    const pushed = open(draft({ solution: "push-to-card" }), sending(), monday).transaction;
    const cancelled = cancel(sent, clerk, noon).transaction;
    for (const [transaction, standing] of [
      [sent, "being processed"],
      [processed, "APPROVED"],
      [pushed, "SETTLED"],
      [cancelled, "CANCELLED"],
    ] as const) {
      const refusal = refusalOf(() => cancel(transaction, clerk, afternoon));
      expect(refusal).toMatchObject({ code: "wrong_state", details: { codes: ["TRANSACTION_NOT_CANCELLABLE"] } });
      expect(refusal.message).toContain(`is ${standing}; only one that is NEW or PENDING can be cancelled.`);
    }
    expect(cancel(sent, clerk, new Date(afternoon.getTime() - 1)).transaction.status).toBe("CANCELLED");
  });
});

describe("reverse", () => {
  const settled = settleNow(sent, sending(), undefined, noon).transaction;
  const cleared = settleNow(requested, requesting(), undefined, noon).transaction;

  it("brings the money back, and says why", () => {
    const change = reverse(settled, sending(), "DUPLICATE_PAYMENT", noon);
    expect(change.statuses).toMatchObject([{ status: "REVERSED", message: "DUPLICATE_PAYMENT", createdAt: noon }]);
    expect(change.transaction).toMatchObject({ status: "REVERSED", reversalReason: "DUPLICATE_PAYMENT", nextAt: null });
    expect(change.postings).toEqual([
      {
        kind: "reverse",
        currency: "USD",
        entries: [
          { accountId: "customer", bucket: "available", amount: -25_625n },
          { accountId: "business", bucket: "available", amount: 25_625n },
        ],
      },
    ]);
    expect(reverse(cleared, requesting(), "EARLY_DEBIT", noon).transaction.status).toBe("REVERSED");
  });

  it("takes no money that is gone", () => {
    const sides = sending();
    const spent = { ...sides, credit: { ...sides.credit, available: 25_624n } };
    const refusal = refusalOf(() => reverse(settled, spent, "INCORRECT_AMOUNT", noon));
    expect(refusal).toMatchObject({ code: "wrong_state", details: { codes: ["INSUFFICIENT_FUNDS"] } });
    expect(refusal.message).toBe("tx_1 cannot be reversed: John's account has 256.24 USD left of it.");
  });

  it("reverses nothing that has not arrived, and nothing twice", () => {
    const { transaction } = reverse(settled, sending(), "LATE_CREDIT", noon);
    for (const other of [sent, transaction])
      expect(refusalOf(() => reverse(other, sending(), "LATE_CREDIT", noon)).message).toContain(`is ${other.status};`);
  });
});
