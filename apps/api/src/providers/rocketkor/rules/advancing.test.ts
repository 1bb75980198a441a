import { describe, expect, it } from "vitest";
import { advance, attempt, hasFailed, open, settleNow } from "./advancing.ts";
import { cancel } from "./ending.ts";
import {
  businessAccount,
  clerk,
  draft,
  monday,
  newYork,
  refusalOf,
  requesting,
  sending,
} from "./transaction.fixture.ts";
import type { TransactionChange } from "./transaction.ts";

const toCard = { solution: "push-to-card", priority: "IMMEDIATE" } as const;
const request = { transactionType: "REQUEST" } as const;

const statuses = (change: TransactionChange) => change.statuses.map(({ status }) => status);
const kinds = (change: TransactionChange) => change.postings.map(({ kind }) => kind);

describe("open", () => {
  it("60. pushes the business's money to a customer's card at once", () => {
    const change = open(draft(toCard), sending(), monday);
    expect(statuses(change)).toEqual(["NEW", "PENDING", "PROCESSING", "APPROVED", "SETTLED"]);
    expect(kinds(change)).toEqual(["hold", "settle"]);
    expect(change.postings.at(-1)?.entries).toEqual([
      { accountId: "business", bucket: "held", amount: -25_625n },
      { accountId: "customer", bucket: "available", amount: 25_625n },
    ]);
    expect(change.transaction).toMatchObject({ status: "SETTLED", isHeld: false, revision: 5, nextAt: null });
    expect(change.dueAt).toBeNull();
  });

  it("60. pulls a customer's money from a card at once", () => {
    const change = open(draft({ ...toCard, ...request }), requesting(), monday);
    expect(statuses(change).at(-1)).toBe("CLEARED");
    expect(kinds(change)).toEqual(["hold", "settle"]);
    expect(change.postings.at(-1)?.entries[0]?.accountId).toBe("customer");
  });

  it("waits for the bank, with the money inside set aside", () => {
    const change = open(draft(), sending(), monday);
    expect(statuses(change)).toEqual(["NEW", "PENDING"]);
    expect(kinds(change)).toEqual(["hold"]);
    expect(change.transaction).toMatchObject({ status: "PENDING", isHeld: true, revision: 2 });
    expect(change.dueAt).toEqual(newYork("2026-03-23T14:00"));
    expect(change.transaction.nextAt).toEqual(change.dueAt);
  });

  it("asks a bank outside for nothing before it is processed", () => {
    expect(kinds(open(draft(request), requesting(), monday))).toEqual([]);
  });

  it("says who began it, and does the rest itself", () => {
    const [begun, pending] = open(draft(), sending(), monday).statuses;
    expect(begun).toEqual({ status: "NEW", message: null, createdBy: clerk, createdAt: monday });
    expect(pending?.createdBy).toEqual({ id: "", type: "internal" });
  });

  it("refuses what an account inside does not have, to the cent", () => {
    const refusal = refusalOf(() => open(draft(), sending({}, 25_624n), monday));
    expect(refusal).toMatchObject({
      code: "out_of_range",
      details: { field: "amount", codes: ["INSUFFICIENT_FUNDS"] },
    });
    expect(refusal.message).toBe("Operating account has 256.24 USD available: ask for that or less.");
    expect(open(draft(), sending({}, 25_625n), monday).transaction.status).toBe("PENDING");
    const customerInside = requesting({ category: "INTERNAL" }, 1n);
    expect(refusalOf(() => open(draft(request), customerInside, monday)).code).toBe("out_of_range");
  });
});

describe("push-to-card", () => {
  it("fails where it would be approved, and gives the money back", () => {
    for (const [outcome, status, message] of [
      ["decline", "DECLINED", "05 do not honor"],
      ["insufficient_funds", "DECLINED", "51 insufficient funds"],
      ["error", "ERROR", "96 system malfunction"],
    ] as const) {
      const change = open(draft(toCard), sending({ outcome }), monday);
      expect(statuses(change)).toEqual(["NEW", "PENDING", "PROCESSING", status]);
      expect(kinds(change)).toEqual(["hold", "release"]);
      expect(change.transaction).toMatchObject({ status, statusMessage: message, isHeld: false, nextAt: null });
      expect(hasFailed(change.transaction)).toBe(true);
    }
  });

  it("goes by the customer's account, whichever side that is", () => {
    expect(open(draft({ ...toCard, ...request }), requesting({ outcome: "decline" }), monday).transaction.status).toBe(
      "DECLINED",
    );
    const broken = { account: businessAccount({ outcome: "decline" }), available: 1_000_000n };
    expect(open(draft(toCard), { ...sending(), debit: broken }, monday).transaction.status).toBe("SETTLED");
  });

  it("fails at once where a card outside has too little", () => {
    const change = open(draft({ ...toCard, ...request }), requesting({}, 25_624n), monday);
    expect(change.transaction).toMatchObject({ status: "DECLINED", statusMessage: "51 insufficient funds" });
    expect(kinds(change)).toEqual([]);
  });
});

describe("attempt", () => {
  it("keeps what a customer confirmed though the business has too little", () => {
    const change = attempt(draft(toCard), sending({}, 0n), monday);
    expect(statuses(change)).toEqual(["NEW", "DECLINED"]);
    expect(change.postings).toEqual([]);
    expect(change.transaction).toMatchObject({
      statusMessage: "Insufficient funds in the debit account",
      nextAt: null,
    });
  });

  it("is the same as open in all else", () => {
    expect(attempt(draft(), sending(), monday)).toEqual(open(draft(), sending(), monday));
  });
});

describe("advance", () => {
  const sent = open(draft(), sending(), monday).transaction;
  const requested = open(draft(request), requesting(), monday).transaction;
  const afternoon = newYork("2026-03-23T14:00");
  const evening = newYork("2026-03-23T18:00");

  it("60. takes a transaction through its statuses, each at its time", () => {
    const approved = advance(sent, sending(), afternoon);
    expect(statuses(approved)).toEqual(["PROCESSING", "APPROVED"]);
    expect(approved.dueAt).toEqual(evening);
    const settled = advance(approved.transaction, sending(), evening);
    expect(statuses(settled)).toEqual(["SETTLED"]);
    expect(kinds(settled)).toEqual(["settle"]);
    expect(settled.transaction).toMatchObject({ isHeld: false, nextAt: null, revision: 5 });
  });

  it("keeps the times of what was due while nobody looked", () => {
    const late = advance(sent, sending(), newYork("2026-03-30T00:00"));
    expect(late.statuses.map(({ status, createdAt }) => [status, createdAt])).toEqual([
      ["PROCESSING", afternoon],
      ["APPROVED", afternoon],
      ["SETTLED", evening],
    ]);
  });

  it("does nothing twice, nothing too soon and nothing after the end", () => {
    const approved = advance(sent, sending(), afternoon).transaction;
    const settled = advance(approved, sending(), evening).transaction;
    for (const [transaction, now] of [
      [sent, new Date(afternoon.getTime() - 1)],
      [approved, afternoon],
      [settled, newYork("2027-01-01T00:00")],
      [cancel(sent, clerk, monday).transaction, evening],
    ] as const)
      expect(advance(transaction, sending(), now)).toEqual({
        ...{ transaction, statuses: [], postings: [] },
        dueAt: transaction.nextAt,
      });
  });

  it("fails at the very end where a bank sends it back", () => {
    for (const [outcome, status, message] of [
      ["decline", "DECLINED", "R02 account closed"],
      ["insufficient_funds", "DECLINED", "R01 insufficient funds"],
      ["error", "ERROR", "The bank had a failure"],
    ] as const) {
      const approved = advance(sent, sending({ outcome }), afternoon);
      expect(approved.transaction.status).toBe("APPROVED");
      const change = advance(approved.transaction, sending({ outcome }), evening);
      expect(change.statuses).toMatchObject([{ status, message, createdAt: evening }]);
      expect(kinds(change)).toEqual(["release"]);
    }
  });

  it("sets money outside aside when it is processed, and clears it at the end", () => {
    const approved = advance(requested, requesting(), afternoon);
    expect(kinds(approved)).toEqual(["hold"]);
    const cleared = advance(approved.transaction, requesting({}, 0n), evening);
    expect([statuses(cleared), kinds(cleared)]).toEqual([["CLEARED"], ["settle"]]);
  });

  it("fails at the very end where an account outside had too little when it was processed", () => {
    const approved = advance(requested, requesting({}, 25_624n), afternoon);
    expect([statuses(approved), kinds(approved)]).toEqual([["PROCESSING", "APPROVED"], []]);
    const change = advance(approved.transaction, requesting(), evening);
    expect(change.statuses).toMatchObject([{ status: "DECLINED", message: "R01 insufficient funds" }]);
    expect(change.postings).toEqual([]);
  });
});

describe("a wire", () => {
  const wire = { solution: "wire", priority: "SAME_DAY", description: "Rent" } as const;
  const evening = newYork("2026-03-23T18:00");

  it("is approved and ends at one time, unless its bank says no in the place of that", () => {
    const { transaction } = open(draft(wire), sending(), monday);
    expect(statuses(advance(transaction, sending(), evening))).toEqual(["PROCESSING", "APPROVED", "SETTLED"]);
    for (const [outcome, status] of [
      ["decline", "DECLINED"],
      ["insufficient_funds", "DECLINED"],
      ["error", "ERROR"],
    ] as const) {
      const change = advance(transaction, sending({ outcome }), evening);
      expect([statuses(change), kinds(change)]).toEqual([["PROCESSING", status], ["release"]]);
      expect(change.statuses.at(-1)?.createdAt).toEqual(evening);
    }
  });

  it("that is requested fails so where an account outside has too little", () => {
    const { transaction } = open(draft({ ...wire, ...request }), requesting(), monday);
    const change = advance(transaction, requesting({}, 25_624n), evening);
    expect([statuses(change), kinds(change)]).toEqual([["PROCESSING", "DECLINED"], []]);
    expect(settleNow(transaction, requesting({ outcome: "decline" }), "settled", monday).transaction.status).toBe(
      "CLEARED",
    );
  });
});

describe("settleNow", () => {
  const sent = open(draft({ priority: "NEXT_DAY" }), sending(), monday).transaction;
  const requested = open(draft(request), requesting(), monday).transaction;
  const noon = newYork("2026-03-23T12:00");

  it("takes a transaction to its end at once, by the account's own outcome", () => {
    const change = settleNow(sent, sending(), undefined, noon);
    expect(statuses(change)).toEqual(["PROCESSING", "APPROVED", "SETTLED"]);
    for (const { createdAt } of change.statuses) expect(createdAt).toEqual(noon);
    expect(change.dueAt).toBeNull();
    expect(settleNow(sent, sending({ outcome: "decline" }), undefined, noon).transaction.status).toBe("DECLINED");
    expect(kinds(settleNow(requested, requesting(), undefined, noon))).toEqual(["hold", "settle"]);
    expect(settleNow(requested, requesting({}, 0n), undefined, noon).transaction.status).toBe("DECLINED");
  });

  it("takes it to the end that is named", () => {
    expect(settleNow(sent, sending({ outcome: "error" }), "settled", noon).transaction.status).toBe("SETTLED");
    expect(settleNow(requested, requesting({ outcome: "decline" }), "settled", noon).transaction.status).toBe(
      "CLEARED",
    );
    const declined = settleNow(sent, sending(), "declined", noon);
    expect([declined.transaction.status, ...kinds(declined)]).toEqual(["DECLINED", "release"]);
    expect(settleNow(sent, sending(), "error", noon).transaction.status).toBe("ERROR");
  });

  it("moves no money that is not there", () => {
    const processed = advance(requested, requesting({}, 0n), newYork("2026-03-23T14:00")).transaction;
    for (const transaction of [requested, processed]) {
      const refusal = refusalOf(() => settleNow(transaction, requesting({}, 25_624n), "settled", noon));
      expect(refusal).toMatchObject({ code: "wrong_state", details: { codes: ["INSUFFICIENT_FUNDS"] } });
    }
    const change = settleNow(processed, requesting(), "settled", newYork("2026-03-23T15:00"));
    expect(kinds(change)).toEqual(["hold", "settle"]);
  });

  it("refuses what has ended", () => {
    const { transaction } = settleNow(sent, sending(), undefined, noon);
    expect(refusalOf(() => settleNow(transaction, sending(), undefined, noon))).toMatchObject({
      code: "wrong_state",
      message: "tx_1 is SETTLED, which is final; only an open transaction can be settled.",
    });
  });
});
