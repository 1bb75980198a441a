import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { moneyOf, paymentIn, requested, toBank } from "./support/money.ts";
import { tokenOf } from "./support/records.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
await world.goTo("2027-01-14T15:00:00Z");
const money = moneyOf(world);
const { pay, askToPay, transactionOf, balanceOf, adjust, open, set, postingsOf, addBankAccount } = money;
const { businessAccountId: business, customerAccountId: card, customerBankAccountId: bank, customerId, api } = world;

const payment = (changes: object = {}) => ({ ...paymentIn(world), ...changes });
const refusal = async (changes: object) => refusalIn(await askToPay(payment(changes)));
const wrong = (...faults: readonly string[]) => ["400 INVALID_REQUEST", ...faults];
const unusable = (code: string, ...fields: readonly string[]) => [
  `422 ${code}`,
  ...fields.map((field) => `${code} ${field}`),
];
const through = (end: string) => ["NEW", "PENDING", "PROCESSING", "APPROVED", end];

describe("60: a transaction that the business makes itself", () => {
  it("is answered as it stands, read the same, and told with every status", async () => {
    const details = { description: "May", memo: "m", metadata: { order: "7" }, externalTransactionInitiatorId: "u_1" };
    const { status, body } = await askToPay(
      payment({ ...details, amount: 256.25, initiatorAccountHolderId: customerId }),
    );
    expect(status).toBe(201);
    const [owner] = got(await world.portal.listServiceAccounts({ path: world.path })).data;
    const at = "2027-01-14T15:00:00.000Z";
    expect(body).toEqual({
      ...{ id: expect.any(String), businessAccountId: expect.any(String), ...details, transactionType: "SEND" },
      ...{ debitFinancialAccountId: business, creditFinancialAccountId: card, solution: "push-to-card" },
      ...{
        paymentReasonId: "payment-of-rebates",
        paymentReason: expect.any(String),
        amount: "256.25",
        currency: "USD",
      },
      ...{ settlementPriority: "IMMEDIATE", initiatorAccountHolderId: customerId, createdAt: at },
      ...{ createdBy: { id: owner?.id, type: "service-account" }, latestStatus: { status: "SETTLED", createdAt: at } },
    });
    expect(await transactionOf(body.id)).toEqual(body);
    const statuses = got(await api.listTransactionStatuses({ path: { transactionId: body.id } }));
    expect(statuses.map((each) => each.status)).toEqual(through("SETTLED").toReversed());
    expect(statuses.at(-1)?.createdBy).toEqual({ id: owner?.id, type: "service-account" });
    expect(statuses[0]?.createdBy).toEqual({ id: "", type: "internal" });
  });

  it("takes amounts as numbers and as texts, and books them to the cent", async () => {
    const account = await open("900000000.00");
    for (const [amount, text] of [
      [0.01, "0.01"],
      ["0.1", "0.10"],
      [0.29, "0.29"],
      ["1.10", "1.10"],
      [70, "70.00"],
      ["999999.99", "999999.99"],
    ] as const) {
      const { id } = await pay({ ...paymentIn(world), debitFinancialAccountId: account, amount });
      expect((await transactionOf(id)).amount).toBe(text);
      expect((await postingsOf(id))[0]?.entries[1]?.amount).toBe(text);
    }
  });

  it("29: is for more than nothing, in cents, and at most 999999999.99", async () => {
    for (const amount of [0, -1, "-5.00", "0", "0.00", 0.001, "1.005", 10.123, "1e3", "1,000.00", "", " 1", "NaN", 1e9])
      expect(await refusal({ amount })).toEqual(wrong("AMOUNT_INVALID amount"));
    for (const amount of [null, true, [], {}]) expect((await refusal({ amount }))[0]).toBe("400 INVALID_REQUEST");
    expect((await askToPay(payment({ amount: "x".repeat(17) }))).status).toBe(400);
  });

  it("is told all that is missing at once", async () => {
    const required = ["debitFinancialAccountId", "creditFinancialAccountId", "transactionType", "solution"];
    const found = refusalIn(await askToPay({}));
    const fields = [...required, "paymentReasonId", "amount", "currency"];
    expect(found.toSorted()).toEqual(
      ["400 INVALID_REQUEST", ...fields.map((each) => `FIELD_REQUIRED ${each}`)].toSorted(),
    );
    expect(await refusal({ solution: "wire" })).toEqual(wrong("FIELD_REQUIRED description"));
    expect(await refusal({ solution: "ach" })).toEqual(wrong("FIELD_REQUIRED metadata.rkorACHEntryType"));
    expect(await refusal({ creditFinancialAccountId: business })).toEqual(
      wrong("FIELD_INVALID creditFinancialAccountId"),
    );
    expect((await refusal({ currency: "EUR", transactionType: "REVERSAL", solution: "interac" })).length).toBe(4);
  });

  it("30: needs accounts that there are and that fit", async () => {
    expect(await refusal({ creditFinancialAccountId: nobodys })).toEqual(
      unusable("RESOURCE_NOT_FOUND", "creditFinancialAccountId"),
    );
    const nowhere = { debitFinancialAccountId: nobodys, creditFinancialAccountId: customerId, paymentReasonId: "x" };
    expect(await refusal(nowhere)).toEqual(unusable("RESOURCE_NOT_FOUND", ...Object.keys(nowhere)));
    expect(await refusal({ currency: "CAD" })).toEqual(
      unusable("CURRENCY_MISMATCH", "debitFinancialAccountId", "creditFinancialAccountId"),
    );
    expect(await refusal({ creditFinancialAccountId: bank })).toEqual(
      unusable("SOLUTION_NOT_SUPPORTED", "creditFinancialAccountId"),
    );
    expect(await refusal({ ...toBank(world), creditFinancialAccountId: card })).toEqual(
      unusable("SOLUTION_NOT_SUPPORTED", "creditFinancialAccountId"),
    );
    const homeless = await addBankAccount("000123456789", {
      bankAccount: { bankName: "Harbour Bank", routingNo: "011000015", accountNumber: "000123456789" },
    });
    expect(await refusal({ ...toBank(world, "wire"), creditFinancialAccountId: homeless })).toEqual(
      unusable("RESOURCE_NOT_USABLE", "creditFinancialAccountId"),
    );
    // The business pays, or is paid.
    for (const turned of [requested(payment()), { ...payment(), transactionType: "REQUEST" }]) {
      const swapped = turned.transactionType === "REQUEST" && turned.debitFinancialAccountId === business;
      expect((await askToPay(turned)).status).toBe(swapped ? 422 : 201);
    }
  });

  it("30: needs a customer and accounts that are ACTIVE", async () => {
    const other = await openSandbox(server);
    const { askToPay: ask, set: setOther } = moneyOf(other);
    for (const [id, field] of [
      [other.businessAccountId, "debitFinancialAccountId"],
      [other.customerAccountId, "creditFinancialAccountId"],
    ] as const) {
      await setOther(id, { state: "SUSPENDED" });
      expect(refusalIn(await ask(paymentIn(other)))).toEqual(unusable("RESOURCE_NOT_USABLE", field));
      await setOther(id, {});
    }
    got(await other.api.suspendCustomer({ path: { customerId: other.customerId } }));
    expect(refusalIn(await ask(paymentIn(other)))).toEqual(unusable("RESOURCE_NOT_USABLE", "creditFinancialAccountId"));
  });

  it("needs the money to be there, and is not stored where it is not", async () => {
    const account = await open("50.00");
    const asking = (amount: string) => askToPay(payment({ debitFinancialAccountId: account, amount }));
    const refused = await asking("50.01");
    expect(refusalIn(refused)).toEqual(["422 INSUFFICIENT_FUNDS", "INSUFFICIENT_FUNDS amount"]);
    expect(refused.body.errors[0].message).toContain("50.00 USD");
    expect(await balanceOf(account)).toBe("50.00 0.00");
    expect((await asking("50.00")).status).toBe(201);
    expect((await asking("0.01")).status).toBe(422);
  });

  it("is not for those who may only read", async () => {
    for (const role of ["view-only", "admin"] as const) {
      const { authorization } = await tokenOf(world, role);
      const answer = await world.send("POST", "/v1/transactions", { authorization, json: payment() });
      expect(refusalIn(answer)).toEqual(["403 FORBIDDEN"]);
    }
  });
});

it("what is on its way is seen in the balances of both accounts", async () => {
  const own = await open("100.00");
  const { id } = await pay({ ...paymentIn(world), ...toBank(world), debitFinancialAccountId: own, amount: "40.00" });
  const taken = await pay(
    requested({ ...paymentIn(world), ...toBank(world), debitFinancialAccountId: own, amount: "5.00" }),
  );
  const usd = async () => (await money.embeddedBalances(own))?.USD;
  expect(await usd()).toEqual({
    ...{ accountBalance: "100.00", availableBalance: "60.00", pendingWithdrawals: "40.00", pendingDeposits: "5.00" },
  });
  got(await money.settleNow(id));
  got(await money.settleNow(taken.id));
  expect(await usd()).toEqual({
    ...{ accountBalance: "65.00", availableBalance: "65.00", pendingWithdrawals: "0.00", pendingDeposits: "0.00" },
  });
});

it("a business account's money is put in and taken out to the last cent, and no further", async () => {
  const own = await open("12.50");
  expect((await adjust(own, "-12.51")).response.status).toBe(409);
  expect(got(await adjust(own, "-12.50")).balances).toEqual({ available: "0.00", held: "0.00" });
  for (const amount of ["0", "0.00", "1.005", "x", "", "1e3"])
    expect((await adjust(own, amount)).response.status).toBe(400);
  expect((await adjust(nobodys, "1.00")).response.status).toBe(404);
  await set(own, { state: "SUSPENDED" });
  expect((await adjust(own, "1.00")).response.status).toBe(200);
});
