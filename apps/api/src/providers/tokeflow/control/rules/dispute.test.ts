import { describe, expect, it } from "vitest";
import { requestRefund, settleRefund } from "../../rules/refund.ts";
import { at, refusalOf, run } from "../../rules/testing.ts";
import { closeDispute, openDispute } from "./dispute.ts";

const { transaction: charged } = run();
const { transaction, dispute, events } = openDispute(charged, { id: "dsp_1" }, at(60));

describe("a dispute", () => {
  it("charges the transaction back at once, for all that was captured", () => {
    expect(transaction).toMatchObject({ status: "charged_back", amountCaptured: 15_000, updatedAt: at(60) });
    expect(events).toEqual(["transaction.charged_back"]);
    expect(dispute).toEqual({
      id: "dsp_1",
      transactionId: "tx_777",
      amount: 15_000,
      reason: "fraudulent",
      status: "open",
      createdAt: at(60),
      updatedAt: at(60),
    });
  });

  it("may contest a part, and never more than was captured", () => {
    expect(openDispute(charged, { id: "dsp_1", amount: 1 }, at(60)).dispute.amount).toBe(1);
    const refusal = refusalOf(() => openDispute(charged, { id: "dsp_1", amount: 15_001 }, at(60)));
    expect(refusal).toMatchObject({ code: "out_of_range", details: { field: "amount" } });
  });

  it("contests no more than was not refunded; a pending refund has given nothing back yet", () => {
    const pending = requestRefund(charged, { id: "rfn_1", amount: 5_000 }, at(10));
    expect(openDispute(pending.transaction, { id: "dsp_1" }, at(60)).dispute.amount).toBe(15_000);
    const { transaction: refunded } = settleRefund(pending.transaction, pending.refund, "succeeded", at(20));
    expect(openDispute(refunded, { id: "dsp_1" }, at(60)).dispute.amount).toBe(10_000);
    const refusal = refusalOf(() => openDispute(refunded, { id: "dsp_1", amount: 10_001 }, at(60)));
    expect(refusal).toMatchObject({ code: "out_of_range", details: { field: "amount" } });
  });

  it("is not opened twice, nor of a charge that was not taken", () => {
    for (const one of [
      transaction,
      run({ number: "4000000000000002" }).transaction,
      run({ capture: false }).transaction,
    ])
      expect(refusalOf(() => openDispute(one, { id: "dsp_2" }, at(61))).code).toBe("wrong_state");
  });

  it.each(["won", "lost"] as const)("that is %s is closed for good", (outcome) => {
    const closed = closeDispute(dispute, outcome, at(90));
    expect(closed).toMatchObject({ status: outcome, createdAt: at(60), updatedAt: at(90) });
    expect(refusalOf(() => closeDispute(closed, "won", at(91))).code).toBe("wrong_state");
  });
});
