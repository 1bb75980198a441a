import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { moneyOf, paymentIn, requested, toBank, told } from "./support/money.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const world = await openSandbox(await testServer());
await world.goTo("2027-01-14T15:00:00Z");
const money = moneyOf(world);
const { pay, transactionOf, statusesOf, balanceOf, adjust, open, postingsOf, addBankAccount } = money;
const { businessAccountId: business, customerAccountId: card, customerBankAccountId: bank } = world;
const names = { [business]: "business" };
const payment = (changes: object = {}) => ({ ...paymentIn(world), ...changes });

describe("a cancellation", () => {
  it("gives the money back, and is the end of it", async () => {
    const before = await balanceOf(business);
    for (const solution of ["ach", "wire"] as const) {
      const { id } = await pay({ ...paymentIn(world), ...toBank(world, solution), amount: "75.50" });
      expect(await balanceOf(business)).not.toBe(before);
      const answer = await money.cancelPayment(id);
      expect([answer.status, answer.text]).toEqual([204, ""]);
      expect(await statusesOf(id)).toEqual(["NEW", "PENDING", "CANCELLED"]);
      expect(await balanceOf(business)).toBe(before);
      expect((await postingsOf(id)).map((posting) => told(posting, names))).toEqual([
        "hold: -75.50 business available, 75.50 business held",
        "release: -75.50 business held, 75.50 business available",
      ]);
      await world.advance("P1D");
      expect((await transactionOf(id)).latestStatus.status).toBe("CANCELLED");
      expect(refusalIn(await money.cancelPayment(id))).toEqual(["422 TRANSACTION_NOT_CANCELLABLE"]);
      await world.goTo("2027-01-14T15:00:00Z");
    }
  });

  it("of what takes nothing from the business yet moves nothing", async () => {
    const { id } = await pay(requested({ ...paymentIn(world), ...toBank(world), amount: "20.00" }));
    expect((await money.cancelPayment(id)).status).toBe(204);
    expect([await postingsOf(id), await balanceOf(bank)]).toEqual([[], "10000.00 0.00"]);
  });

  it("comes too late once a bank has begun, or where it was at once", async () => {
    const { id: pushed } = await pay(paymentIn(world));
    expect(refusalIn(await money.cancelPayment(pushed))).toEqual(["422 TRANSACTION_NOT_CANCELLABLE"]);
    const { id } = await pay({ ...paymentIn(world), ...toBank(world) });
    await world.goTo("2027-01-14T19:00:00Z");
    expect(await statusesOf(id)).toEqual(["NEW", "PENDING", "PROCESSING", "APPROVED"]);
    expect(refusalIn(await money.cancelPayment(id))).toEqual(["422 TRANSACTION_NOT_CANCELLABLE"]);
    await world.goTo("2027-01-14T15:00:00Z");
  });

  it("is done once, however many ask at once", async () => {
    const before = await balanceOf(business);
    const { id } = await pay({ ...paymentIn(world), ...toBank(world) });
    const answers = await Promise.all(Array.from({ length: 10 }, () => money.cancelPayment(id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, ...Array(9).fill(422)]);
    expect(await balanceOf(business)).toBe(before);
    expect(await postingsOf(id)).toHaveLength(2);
  });

  it("51: of nothing is a 404", async () => {
    for (const id of [nobodys, "x", "%20", business]) {
      expect(refusalIn(await money.cancelPayment(id))).toEqual(["404 RESOURCE_NOT_FOUND"]);
      for (const behind of ["", "/statuses"])
        expect(refusalIn(await world.send("GET", `/v1/transactions/${id}${behind}`))).toEqual([
          "404 RESOURCE_NOT_FOUND",
        ]);
    }
  });
});

describe("a reversal", () => {
  it("brings back what was settled or cleared, once", async () => {
    for (const turn of [(each: ReturnType<typeof payment>) => each, requested]) {
      const before = [await balanceOf(business), await balanceOf(card)];
      const { id } = await pay(turn(payment({ amount: "33.33" })));
      const seen = got(await money.reverse(id));
      expect([seen.status, seen.statuses[0]?.message]).toEqual(["REVERSED", "DUPLICATE_PAYMENT"]);
      expect([await balanceOf(business), await balanceOf(card)]).toEqual(before);
      expect((await statusesOf(id)).slice(-2)[1]).toBe("REVERSED: DUPLICATE_PAYMENT");
      const again = await Promise.all([money.reverse(id), money.reverse(id)]);
      expect(again.map(({ response }) => response.status)).toEqual([409, 409]);
      expect((await postingsOf(id)).map(({ kind }) => kind)).toEqual(["hold", "settle", "reverse"]);
    }
  });

  it("is done once, however many ask at once", async () => {
    const before = await balanceOf(business);
    const { id } = await pay(paymentIn(world));
    const answers = await Promise.all(Array.from({ length: 10 }, () => money.reverse(id)));
    expect(answers.map(({ response }) => response.status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
    expect(await balanceOf(business)).toBe(before);
  });

  it("is refused where the money is not there any more, or never was", async () => {
    const other = await money.addCard("5555555555554444");
    const { id } = await pay(payment({ creditFinancialAccountId: other, amount: "10.00" }));
    got(await adjust(other, "-10000.01"));
    expect((await money.reverse(id)).response.status).toBe(409);
    expect((await transactionOf(id)).latestStatus.status).toBe("SETTLED");
    got(await adjust(other, "0.01"));
    got(await money.reverse(id));
    expect(await balanceOf(other)).toBe("0.00 0.00");
    const open = await pay({ ...paymentIn(world), ...toBank(world) });
    expect((await money.reverse(open.id)).response.status).toBe(409);
    got(await money.settleNow(open.id, "declined"));
    expect((await money.reverse(open.id)).response.status).toBe(409);
  });
});

describe("an end by a test's word", () => {
  it("comes at once, as the accounts have it or as the test says", async () => {
    const own = await open("10.00");
    for (const [outcome, end] of [
      [undefined, "SETTLED"],
      ["settled", "SETTLED"],
      ["declined", "DECLINED"],
      ["error", "ERROR"],
    ] as const) {
      const { id } = await pay({ ...paymentIn(world), ...toBank(world), debitFinancialAccountId: own });
      const seen = got(await money.settleNow(id, outcome));
      expect([seen.status, seen.statuses.at(-1)?.status]).toEqual([end, "NEW"]);
      expect((await money.settleNow(id)).response.status).toBe(409);
      if (end === "SETTLED") got(await money.reverse(id));
    }
    expect(await balanceOf(own)).toBe("10.00 0.00");
    await world.advance("P3D");
    expect(await balanceOf(own)).toBe("10.00 0.00");
    await world.goTo("2027-01-14T15:00:00Z");
  });

  it("takes no money that is not there", async () => {
    const account = await addBankAccount("000123456789");
    got(await adjust(account, "-9999.00"));
    const { id } = await pay(
      requested({ ...paymentIn(world), ...toBank(world), creditFinancialAccountId: account, amount: "2.00" }),
    );
    expect((await money.settleNow(id, "settled")).response.status).toBe(409);
    expect((await transactionOf(id)).latestStatus.status).toBe("PENDING");
    got(await adjust(account, "1.00"));
    expect(got(await money.settleNow(id, "settled")).status).toBe("CLEARED");
    expect(await balanceOf(account)).toBe("0.00 0.00");
  });
});
