import fc from "fast-check";
import { expect, it } from "vitest";
import { balancesOf, type Payment } from "./payment.ts";
import { authorize, capture, refund, voidPayment } from "./payment-acts.ts";
import { means, refusalOf } from "./testing.ts";

const approved = (amount = 1000) => authorize({ amount, outcome: "approved" }, means()).payment;

it("the amount decides where nobody else does: one that ends in 05 is not honoured", () => {
  for (const amount of [5, 105, 2005]) {
    const { payment } = authorize({ amount }, means());
    expect(payment).toMatchObject({ status: "Declined", responseCode: "20005", isApproved: false });
  }
  for (const amount of [1, 50, 1000, 1050, 51])
    expect(authorize({ amount }, means()).payment.status).toBe("Authorized");
});

it("an outcome that was asked for beats the amount", () => {
  expect(authorize({ amount: 1005, outcome: "approved" }, means()).payment.status).toBe("Authorized");
  expect(authorize({ amount: 1000, outcome: "declined" }, means()).payment.status).toBe("Declined");
});

it("only currencies of two decimals have amounts that decline", () => {
  expect(authorize({ amount: 1005, currency: "JPY" }, means()).payment.status).toBe("Authorized");
});

it("an amount of 0 asks only whether the card is good", () => {
  const { payment, action } = authorize({ amount: 0 }, means());
  expect([payment.status, action.type]).toEqual(["Card Verified", "Card Verification"]);
  expect(refusalOf(() => capture(payment, {}, means())).code).toBe("wrong_state");
  expect(authorize({ amount: 0, outcome: "declined" }, means()).payment.status).toBe("Declined");
});

it.each([{ amount: -1 }, { amount: 1.5 }, { currency: "gbp" }, { currency: "POUND" }])("refuses %j", (request) => {
  expect(refusalOf(() => authorize(request, means())).code).toBe("invalid");
});

it("a declined payment can only be looked at", () => {
  const { payment } = authorize({ outcome: "declined" }, means());
  for (const act of [capture, refund, voidPayment])
    expect(refusalOf(() => act(payment, {}, means())).code).toBe("wrong_state");
});

it("an authorization is captured in parts until nothing is left", () => {
  const first = capture(approved(), { amount: 400 }, means()).payment;
  expect(first).toMatchObject({ status: "Partially Captured", amountCaptured: 400 });
  const { payment, action } = capture(first, {}, means());
  expect(payment).toMatchObject({ status: "Captured", amountCaptured: 1000 });
  expect(action).toMatchObject({ type: "Capture", amount: 600 });
  expect(refusalOf(() => capture(payment, {}, means())).code).toBe("wrong_state");
});

it("no capture takes more than is authorized", () => {
  const first = capture(approved(), { amount: 400 }, means()).payment;
  expect(refusalOf(() => capture(first, { amount: 601 }, means()))).toMatchObject({
    code: "out_of_range",
    details: { field: "amount" },
  });
  for (const amount of [0, -5, 0.5]) expect(refusalOf(() => capture(first, { amount }, means())).code).toBe("invalid");
});

it("a capture is refunded in parts until nothing is left", () => {
  const captured = capture(approved(), {}, means()).payment;
  const first = refund(captured, { amount: 1 }, means()).payment;
  expect(first.status).toBe("Partially Refunded");
  expect(refusalOf(() => refund(first, { amount: 1000 }, means())).code).toBe("out_of_range");
  expect(refund(first, {}, means()).payment).toMatchObject({ status: "Refunded", amountRefunded: 1000 });
});

it("an authorization is given up as a whole, and not once a part of it was captured", () => {
  expect(voidPayment(approved(), {}, means())).toMatchObject({
    payment: { status: "Voided", amountVoided: 1000 },
    action: { type: "Void", amount: 1000 },
  });
  const captured = capture(approved(), { amount: 1 }, means()).payment;
  expect(refusalOf(() => voidPayment(captured, {}, means())).code).toBe("wrong_state");
});

it("what is done to a payment keeps the payment's reference unless it has its own", () => {
  const payment = authorize({ reference: "order 1", metadata: { a: 1 } }, means()).payment;
  expect(capture(payment, {}, means()).action).toMatchObject({ reference: "order 1", metadata: { a: 1 } });
  expect(capture(payment, { reference: "part 1" }, means()).action.reference).toBe("part 1");
});

it("whatever is tried in whatever order, no more is captured than authorized nor refunded than captured", () => {
  const acts = { capture, refund, void: voidPayment };
  const step = fc.tuple(fc.constantFrom("capture", "refund", "void"), fc.integer({ min: 1, max: 1200 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let payment: Payment = approved();
      for (const [act, amount] of steps)
        try {
          payment = acts[act](payment, { amount }, means()).payment;
        } catch {}
      const balances = balancesOf(payment);
      expect(Math.min(...Object.values(balances))).toBeGreaterThanOrEqual(0);
      expect(balances.captured + balances.voided + balances.availableToCapture).toBe(balances.authorized);
      expect(balances.refunded + balances.availableToRefund).toBe(balances.captured);
    }),
  );
});
