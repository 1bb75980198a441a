import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { moneyOf, paymentIn, toBank } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const [world, other] = [await openSandbox(server), await openSandbox(server)];
await world.goTo("2027-01-14T15:00:00Z");
const { askToPay, open, balanceOf, transactionOf, adjust, settleNow } = moneyOf(world);
const payment = (changes: object = {}) => ({ ...paymentIn(world), ...changes });
/** A key that no test has used, of its own length. */
const keyOf = (name: string) => `${name}-5f0c9d1e-7b34-4a62`;

describe("a key", () => {
  it("with the same request answers with what the first one made, as it is by now", async () => {
    const own = await open("100.00");
    const json = payment({ ...toBank(world), debitFinancialAccountId: own, amount: "60.00" });
    const first = await askToPay(json, keyOf("same"));
    expect([first.status, first.body.latestStatus.status]).toEqual([201, "PENDING"]);
    got(await settleNow(first.body.id));
    const again = await askToPay(json, keyOf("same"));
    expect([again.status, again.body]).toEqual([201, await transactionOf(first.body.id)]);
    expect(again.body.latestStatus.status).toBe("SETTLED");
    expect(await balanceOf(own)).toBe("40.00 0.00");
  });

  it("does not mind the order in which a request is written", async () => {
    const json = payment({ metadata: { a: "1", b: "2" } });
    const turned = Object.fromEntries(Object.entries({ ...json, metadata: { b: "2", a: "1" } }).toReversed());
    const [first, again] = [await askToPay(json, keyOf("order")), await askToPay(turned, keyOf("order"))];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
  });

  it("with another request is a 409, and nothing happens", async () => {
    const own = await open("100.00");
    const json = payment({ debitFinancialAccountId: own });
    expect((await askToPay(json, keyOf("other"))).status).toBe(201);
    for (const changes of [
      { amount: "10.01" },
      { memo: "x" },
      { paymentReasonId: "bill-payment" },
      { metadata: { a: "1" } },
    ])
      expect(refusalIn(await askToPay({ ...json, ...changes }, keyOf("other")))[0]).toBe("409 IDEMPOTENCY_KEY_REUSED");
    expect(await balanceOf(own)).toBe("90.00 0.00");
  });

  it("that comes twenty times at once makes one transaction", async () => {
    const own = await open("1000.00");
    const json = payment({ debitFinancialAccountId: own });
    const answers = await Promise.all(Array.from({ length: 20 }, () => askToPay(json, keyOf("at-once"))));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await balanceOf(own)).toBe("990.00 0.00");
  });

  it("that comes at once with different requests makes one transaction of one of them", async () => {
    const own = await open("1000.00");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        askToPay(payment({ debitFinancialAccountId: own, amount: `${index + 1}.00` }), keyOf("different")),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(409)]);
    const won = answers.find(({ status }) => status === 201);
    expect(await balanceOf(own)).toBe(`${(1000 - Number(won?.body.amount)).toFixed(2)} 0.00`);
  });

  it("is not used up by a request that was refused", async () => {
    const own = await open("5.00");
    const json = payment({ debitFinancialAccountId: own });
    expect(refusalIn(await askToPay(json, keyOf("refused")))[0]).toBe("422 INSUFFICIENT_FUNDS");
    expect((await askToPay({ ...json, amount: 0 }, keyOf("refused"))).status).toBe(400);
    got(await adjust(own, "5.00"));
    expect((await askToPay(json, keyOf("refused"))).status).toBe(201);
    expect(await balanceOf(own)).toBe("0.00 0.00");
  });

  it("is forgotten after 24 hours, and not before", async () => {
    const own = await open("100.00");
    const json = payment({ debitFinancialAccountId: own });
    const { id } = (await askToPay(json, keyOf("old"))).body;
    await world.goTo("2027-01-15T14:59:59.999Z");
    expect((await askToPay(json, keyOf("old"))).body.id).toBe(id);
    await world.goTo("2027-01-15T15:00:00Z");
    const next = await askToPay({ ...json, amount: "11.00" }, keyOf("old"));
    expect(next.status).toBe(201);
    expect(next.body.id).not.toBe(id);
    expect(await balanceOf(own)).toBe("79.00 0.00");
    expect(refusalIn(await askToPay(json, keyOf("old")))[0]).toBe("409 IDEMPOTENCY_KEY_REUSED");
  });

  it("is one sandbox's own", async () => {
    const theirs = moneyOf(other);
    const [mine, yours] = [
      await askToPay(payment(), keyOf("both")),
      await theirs.askToPay(paymentIn(other), keyOf("both")),
    ];
    expect([mine.status, yours.status]).toEqual([201, 201]);
    expect(mine.body.id).not.toBe(yours.body.id);
  });

  it("has 6 to 255 characters", async () => {
    for (const key of ["", "12345", "x".repeat(256)]) expect((await askToPay(payment(), key)).status).toBe(400);
    for (const key of ["123456", "x".repeat(255)]) expect((await askToPay(payment(), key)).status).toBe(201);
  });
});

it("without a key two equal requests are two transactions", async () => {
  const answers = await Promise.all([askToPay(payment()), askToPay(payment())]);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(2);
});
