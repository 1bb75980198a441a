import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { moneyOf, told } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Parameters, step } from "./support/workflows.ts";

const server = await testServer();
const card = { expiry: "2035-12", firstName: "John", lastName: "Doe" };
const bank = { bankName: "Harbour Bank", routingNo: "011000015", nameOnAccount: "John Doe" };

/** A sandbox of the test's own at ten on a Thursday morning in New York, with shortcuts to its journeys and money. */
async function opened() {
  const world = await openSandbox(server);
  await world.goTo("2027-01-14T15:00:00Z");
  const [journeys, money] = [journeysOf(world), moneyOf(world)];
  const { begin, finish, look: see } = journeys;
  return {
    ...{ ...world, ...journeys, ...money },
    /** What a workflow is when its customer has confirmed, and the statuses of what that has made. */
    async confirm(changes: Partial<Parameters> = {}) {
      const id = await begin(payout(world, changes));
      got(await finish(id));
      const { status, transaction_id } = await see(id);
      const transactionId = String(transaction_id);
      return { id, status, transactionId, statuses: await money.statusesOf(transactionId) };
    },
    /** The same of a customer who adds an account by these values. */
    async adding(changes: Partial<Parameters>, values: object) {
      const { customerFinancialAccountId: _, ...parameters } = { ...payout(world).parameters, ...changes };
      const id = await begin({ title: "x", steps: [...look, step.account, step.money], parameters });
      got(await finish(id, { values: { "financial-account": { ...values } } }));
      const { status, transaction_id, financial_account_id } = await see(id);
      const transactionId = String(transaction_id);
      const own = { id, status, transactionId, accountId: String(financial_account_id) };
      return { ...own, statuses: await money.statusesOf(transactionId) };
    },
  };
}

const through = (end: string) => ["NEW", "PENDING", "PROCESSING", "APPROVED", end];

describe("60: a confirmation", () => {
  it("sends from the business to the customer", async () => {
    const { confirm, read, balanceOf, businessAccountId, customerAccountId, api, customerId } = await opened();
    const { id, status, transactionId, statuses } = await confirm({ amount: 256.25 });
    expect([status, ...statuses]).toEqual(["COMPLETED", ...through("SETTLED")]);
    const transaction = got(await api.getTransaction({ path: { transactionId } }));
    expect(transaction).toMatchObject({
      ...{ debitFinancialAccountId: businessAccountId, creditFinancialAccountId: customerAccountId },
      ...{ transactionType: "SEND", amount: "256.25", paymentReason: expect.any(String) },
      ...{ initiatorAccountHolderId: customerId, createdBy: { id: "", type: "internal" } },
    });
    expect((await read(id)).steps.at(-1)?.data).toMatchObject({
      ...{ transactionId, customerFinancialAccountId: customerAccountId, amount: "256.25" },
    });
    expect(await balanceOf(businessAccountId)).toBe("99743.75 0.00");
    expect(await balanceOf(customerAccountId)).toBe("10256.25 0.00");
  });

  it("requests from the customer for the business", async () => {
    const { confirm, balanceOf, businessAccountId, customerAccountId, postingsOf, read } = await opened();
    const { transactionId, statuses, id } = await confirm({ transactionType: "REQUEST", amount: 100.1 });
    expect(statuses).toEqual(through("CLEARED"));
    const names = { [businessAccountId]: "business", [customerAccountId]: "customer" };
    expect((await postingsOf(transactionId)).map((posting) => told(posting, names))).toEqual([
      "hold: -100.10 customer available, 100.10 customer held",
      "settle: -100.10 customer held, 100.10 business available",
    ]);
    expect(await balanceOf(businessAccountId)).toBe("100100.10 0.00");
    expect((await read(id)).steps.at(-1)?.data).toMatchObject({ transactionType: "REQUEST", transactionId });
  });

  it("moves Canadian dollars between Canadian accounts", async () => {
    const { confirm, adding, open, balanceOf, addBankAccount, advance } = await opened();
    const canadian = await open("500.00", "CAD");
    const values = { ...bank, routingNo: "000100011", accountNumber: "000123456789" };
    const wanted = { currency: "CAD", baFinancialAccountId: canadian } as const;
    const ach = { solution: "ach", priority: "SAME_DAY" } as const;
    const { accountId, transactionId } = await adding(
      { ...wanted, ...ach, amount: 20, financialAccountSubType: "CHECKING" },
      values,
    );
    expect(await balanceOf(canadian)).toBe("480.00 20.00");
    await advance("P1D");
    expect([await balanceOf(canadian), await balanceOf(accountId)]).toEqual(["480.00 0.00", "10020.00 0.00"]);
    expect(transactionId).toMatch(/-/);
    const another = await addBankAccount("000123456789", {
      currency: "CAD",
      bankAccount: { bankName: "Harbour", routingNo: "000100011", accountNumber: "000123456789" },
    });
    const { status } = await confirm({ ...wanted, ...ach, amount: 480, customerFinancialAccountId: another });
    expect(status).toBe("COMPLETED");
    expect(await balanceOf(canadian)).toBe("0.00 480.00");
  });

  it("by wire carries its description and memo", async () => {
    const { confirm, customerBankAccountId, api, advance, statusesOf } = await opened();
    const { transactionId, statuses } = await confirm({
      ...{ solution: "wire", priority: "SAME_DAY", description: "Rent", memo: "Flat 4" },
      customerFinancialAccountId: customerBankAccountId,
    });
    expect(statuses).toEqual(["NEW", "PENDING"]);
    expect(got(await api.getTransaction({ path: { transactionId } }))).toMatchObject({
      ...{ description: "Rent", memo: "Flat 4", settlementPriority: "SAME_DAY" },
    });
    await advance("P1D");
    expect(await statusesOf(transactionId)).toEqual(through("SETTLED"));
  });

  it("by ach says that somebody confirmed it on a page", async () => {
    const { confirm, customerBankAccountId, api } = await opened();
    const { transactionId } = await confirm({
      ...{ solution: "ach", priority: "NEXT_DAY", customerFinancialAccountId: customerBankAccountId },
    });
    const { metadata } = got(await api.getTransaction({ path: { transactionId } }));
    expect(metadata).toMatchObject({ rkorACHEntryType: "WEB" });
  });
});

describe("money that cannot be moved at once", () => {
  it("for want of it leaves the step ACTIVE, and is tried again when there is some", async () => {
    const world = await opened();
    const { begin, finish, complete, read, open, adjust, statusesOf, balanceOf, postingsOf } = world;
    const business = await open("100.00");
    const id = await begin(payout(world, { baFinancialAccountId: business, amount: 100.01 }));
    const failed = got(await finish(id));
    expect(failed).toMatchObject({ status: "ACTIVE", current_step: { name: "move-money", number: 4 } });
    const first = String(failed.transaction_id);
    expect(await statusesOf(first)).toEqual(["NEW", "DECLINED: Insufficient funds in the debit account"]);
    expect([await balanceOf(business), await postingsOf(first)]).toEqual(["100.00 0.00", []]);
    expect((await read(id)).steps.at(-1)?.status).toBe("ACTIVE");
    expect(await read(id)).not.toHaveProperty("completedAt");
    got(await adjust(business, "0.01"));
    const done = got(await finish(id));
    expect(done).toMatchObject({ status: "COMPLETED", current_step: null });
    expect(done.transaction_id).not.toBe(first);
    expect(await statusesOf(String(done.transaction_id))).toEqual(through("SETTLED"));
    expect(await statusesOf(first)).toHaveLength(2);
    expect(await balanceOf(business)).toBe("0.00 0.00");
    expect((await complete(id)).response.status).toBe(409);
  });

  it.for([
    ["4000000000000002", "DECLINED: 05 do not honor"],
    ["4000000000009995", "DECLINED: 51 insufficient funds"],
    ["4000000000000119", "ERROR: 96 system malfunction"],
  ] as const)("by the card %s leaves the step ACTIVE and the money where it was", async ([cardNumber, end]) => {
    const { adding, events, set, finish, balanceOf, businessAccountId, postingsOf } = await opened();
    for (const transactionType of ["SEND", "REQUEST"] as const) {
      const wanted = { financialAccountSubType: "DEBIT", transactionType } as const;
      const before = await balanceOf(businessAccountId);
      const { id, status, statuses, accountId, transactionId } = await adding(wanted, { ...card, cardNumber });
      expect([status, ...statuses]).toEqual(["ACTIVE", "NEW", "PENDING", "PROCESSING", end]);
      expect((await postingsOf(transactionId)).map(({ kind }) => kind)).toEqual(["hold", "release"]);
      expect(await balanceOf(businessAccountId)).toBe(before);
      expect(await balanceOf(accountId)).toBe("10000.00 0.00");
      const current = (await events(id)).map(({ data }) => (data as { currentStepStatus: object }).currentStepStatus);
      expect(current.at(-1)).toMatchObject({ name: "move-money", status: "FAILED" });
      // Its bank changes its mind.
      await set(accountId, { outcome: "approve" });
      expect(got(await finish(id)).status).toBe("COMPLETED");
    }
  });

  it("because a card holds too little is declined, and comes when it holds more", async () => {
    const { confirm, finish, adjust, customerAccountId, balanceOf, statusesOf } = await opened();
    const { id, status, statuses } = await confirm({ transactionType: "REQUEST", amount: 10_000.01 });
    expect([status, ...statuses]).toEqual([
      ...["ACTIVE", "NEW", "PENDING", "PROCESSING", "DECLINED: 51 insufficient funds"],
    ]);
    got(await adjust(customerAccountId, "1.00"));
    const { status: after, transaction_id } = got(await finish(id));
    expect([after, (await statusesOf(String(transaction_id))).at(-1)]).toEqual(["COMPLETED", "CLEARED"]);
    expect(await balanceOf(customerAccountId)).toBe("0.99 0.00");
  });
});

describe("a bank that takes its time", () => {
  it.for([
    ["0002", "DECLINED: R02 account closed"],
    ["0009", "DECLINED: R01 insufficient funds"],
    ["0119", "ERROR: The bank had a failure"],
  ] as const)("does not let through what goes to an account that ends in %s", async ([tail, end]) => {
    const { adding, advance, statusesOf, look: see, balanceOf, businessAccountId, postingsOf } = await opened();
    for (const solution of ["ach", "wire"] as const) {
      const { id, status, statuses, transactionId } = await adding(
        { solution, priority: "SAME_DAY", description: "x", financialAccountSubType: "CHECKING" },
        { ...bank, accountNumber: `00012345${tail}`, ...(solution === "wire" && { billingAddress: home }) },
      );
      // What the customer had to do is done.
      expect([status, ...statuses]).toEqual(["COMPLETED", "NEW", "PENDING"]);
      expect(await balanceOf(businessAccountId)).toBe("99743.75 256.25");
      await advance("P1D");
      const approved = solution === "ach" ? ["APPROVED"] : [];
      expect(await statusesOf(transactionId)).toEqual(["NEW", "PENDING", "PROCESSING", ...approved, end]);
      expect((await see(id)).status).toBe("COMPLETED");
      expect(await balanceOf(businessAccountId)).toBe("100000.00 0.00");
      expect((await postingsOf(transactionId)).map(({ kind }) => kind)).toEqual(["hold", "release"]);
    }
  });

  it("takes a customer's money when it processes, and returns R01 where that is not there", async () => {
    const {
      confirm,
      customerBankAccountId: account,
      advance,
      statusesOf,
      adjust,
      balanceOf,
      businessAccountId,
    } = await opened();
    const wanted = { transactionType: "REQUEST", solution: "ach", priority: "SAME_DAY" } as const;
    const first = await confirm({ ...wanted, amount: 6_000, customerFinancialAccountId: account });
    const second = await confirm({ ...wanted, amount: 5_000, customerFinancialAccountId: account });
    expect([first.status, second.status]).toEqual(["COMPLETED", "COMPLETED"]);
    expect(await balanceOf(account)).toBe("10000.00 0.00");
    await advance("PT4H");
    expect(await balanceOf(account)).toBe("4000.00 6000.00");
    got(await adjust(account, "5000.00"));
    await advance("PT4H");
    expect((await statusesOf(first.transactionId)).at(-1)).toBe("CLEARED");
    expect((await statusesOf(second.transactionId)).at(-1)).toBe("DECLINED: R01 insufficient funds");
    expect([await balanceOf(account), await balanceOf(businessAccountId)]).toEqual([
      ...["9000.00 0.00", "106000.00 0.00"],
    ]);
  });
});

const home = {
  addressLine1: "1 Harbour Street",
  city: "Albany",
  stateCode: "NY",
  countryCode: "USA",
  postalCode: "12207",
};

describe("what is not as it was when the workflow was made", () => {
  it("keeps a confirmation from being taken, and says why", async () => {
    const world = await openSandbox(server);
    const { control, portal, path, customerId, customerAccountId, businessAccountId } = world;
    const { begin, look: see } = journeysOf(world);
    const { set } = moneyOf(world);
    const id = await begin(payout(world));
    const confirm = async () => control("POST", `/workflows/${id}/step/complete`, { json: {} });
    for (const [account, field] of [
      [customerAccountId, "customerFinancialAccountId"],
      [businessAccountId, "baFinancialAccountId"],
    ] as const) {
      await set(account, { state: "SUSPENDED" });
      const { status, body } = await confirm();
      expect([status, body.errors]).toMatchObject([400, [{ field, rule: "RESOURCE_NOT_USABLE" }]]);
      expect(body.detail).toContain("SUSPENDED");
      await set(account, {});
    }
    const setStatus = async (status: "ACTIVE" | "SUSPENDED") =>
      got(await portal.setCustomerStatus({ path: { ...path, customerId }, body: { status } }));
    await setStatus("SUSPENDED");
    expect((await confirm()).status).toBe(400);
    expect(await see(id)).toMatchObject({ status: "ACTIVE", transaction_id: null });
    await setStatus("ACTIVE");
    expect((await confirm()).status).toBe(200);
  });
});
