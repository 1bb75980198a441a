import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { agreed, internal, issued, openAccounts } from "./support/accounts.ts";
import { bankAccountFor, cardFor } from "./support/records.ts";
import { nobodys } from "./support/sandbox.ts";

const server = await testServer();
const opened = () => openAccounts(server);

describe("a new account", () => {
  it("at a bank outside shows the last four digits, and has 10,000.00 there", async () => {
    const { bank, read, holder, start, control } = await opened();
    const billingAddress = {
      addressLine1: "1",
      addressLine2: "2",
      city: "Boston",
      stateCode: "MA",
      countryCode: "USA",
      postalCode: "02210",
    };
    const given = {
      ...bankAccountFor(holder).bankAccount,
      nameOnAccount: "Mary Major",
      businessName: "M Ltd",
      billingAddress,
    };
    const { status, body } = await bank({ bankAccount: given });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ name: "Mary's account", category: "EXTERNAL", type: "BANK", subtype: "CHECKING", defaultFlag: false },
      ...{ currency: "USD", accountHolderId: holder, accountHolderType: "CUSTOMER", state: "ACTIVE" },
      ...{ maskedAccountNumber: "******2100", createdAt: start.toISOString() },
    });
    expect(body.bankAccount).toEqual({
      ...{ bankName: "Federal Bank", maskedRoutingNo: "*****0021", accountNumberTail: "2100" },
      ...{ nameOnAccount: "Mary Major", businessName: "M Ltd", billingAddress },
    });
    expect(await read(body.id)).toEqual(body);
    expect(await control(body.id)).toMatchObject({
      outcome: "approve",
      balances: { available: "10000.00", held: "0.00" },
    });
  });

  it("of a card shows the last four digits and the brand", async () => {
    const { card, read, holder, control } = await opened();
    const { status, body } = await card({ card: { ...cardFor(holder).card, middleName: "Q" } });
    expect([status, body.type, body.subtype, body.maskedAccountNumber]).toEqual([201, "CARD", "CREDIT", "******4444"]);
    expect(body.card).toEqual({
      ...{ firstName: "Mary", middleName: "Q", lastName: "Major", cardNumberTail: "4444", scheme: "mastercard" },
      expiry: "2031-05",
    });
    expect(await read(body.id)).toEqual(body);
    expect((await control(body.id)).balances.available).toBe("10000.00");
  });

  it("of the ledger is empty, and has a parent if it is given one", async () => {
    const { add, read, holder, list } = await opened();
    const { content } = await list("accountHolderTypes=BUSINESS_ACCOUNT&name=Canada");
    const parentId: string = content[0].id;
    const { status, body } = await add("internal-financial-accounts", {
      ...internal(holder),
      parentId: parentId.toUpperCase(),
      currency: "CAD",
    });
    expect([status, body.category, body.parentId, body.currency]).toEqual([201, "INTERNAL", parentId, "CAD"]);
    expect(body).not.toHaveProperty("subtype");
    expect((await read(body.id, "?embed=balances"))._embedded).toEqual({
      balances: {
        CAD: { accountBalance: "0.00", availableBalance: "0.00", pendingWithdrawals: "0.00", pendingDeposits: "0.00" },
      },
    });
  });

  it("that is issued is empty, and what was accepted for it is kept", async () => {
    const { add, holder, send, read } = await opened();
    const { status, body } = await add("integrated-bank-accounts", issued(holder));
    expect([status, body.category, body.subtype]).toEqual([201, "INTEGRATED", "CHECKING"]);
    expect(body.bankAccount.nameOnAccount).toBe("Mary Major");
    expect((await read(body.id, "?embed=balances"))._embedded.balances.USD.availableBalance).toBe("0.00");
    const { content } = (await send("GET", `/v1/acceptances?financialAccountId=${body.id}`)).body;
    expect(content).toEqual([
      expect.objectContaining({
        ...{ ...agreed, acceptorType: "CUSTOMER", acceptorId: holder, scopes: { FINANCIAL_ACCOUNT_ID: body.id } },
        createdBy: body.createdBy,
      }),
    ]);
  });

  it.each([
    ["4111111111111111", "approve"],
    ["4000000000000002", "decline"],
    ["4000000000009995", "insufficient_funds"],
    ["4000000000000119", "error"],
  ])("of the card %s will %s", async (cardNumber, outcome) => {
    const { card, holder, control } = await opened();
    const { body } = await card({ card: { ...cardFor(holder).card, cardNumber } });
    expect((await control(body.id)).outcome).toBe(outcome);
  });

  it.each([
    ["00002", "decline"],
    ["70009", "insufficient_funds"],
    ["0119", "error"],
    ["01190", "approve"],
  ])("with the number %s will %s", async (accountNumber, outcome) => {
    const { bank, holder, control } = await opened();
    const { body } = await bank({ bankAccount: { ...bankAccountFor(holder).bankAccount, accountNumber } });
    expect((await control(body.id)).outcome).toBe(outcome);
  });
});

it("what is not known of an account is ignored, though another kind of account knows it", async () => {
  const { bank, card, add, holder } = await opened();
  const more = { parentId: 5, category: "INTERNAL", id: nobodys, state: "PENDING", card: 1, own: {} };
  const { card: _, ...forCard } = more;
  const made = [
    await bank(more),
    await card({ ...forCard, bankAccount: [] }),
    await add("internal-financial-accounts", { ...internal(holder), subtype: "NONE", bankAccount: 5 }),
  ];
  expect(made.map(({ status, body }) => [status, body.state, body.subtype, body.parentId])).toEqual([
    [201, "ACTIVE", "CHECKING", undefined],
    [201, "ACTIVE", "CREDIT", undefined],
    [201, "ACTIVE", undefined, undefined],
  ]);
});

describe("the default", () => {
  it("is one account of each holder, the last that was said to be", async () => {
    const { bank, card, read, advance } = await opened();
    const first = (await bank({ defaultFlag: true })).body;
    expect(first.defaultFlag).toBe(true);
    await advance("PT1M");
    const second = (await card({ defaultFlag: true })).body;
    await bank();
    expect([(await read(first.id)).defaultFlag, (await read(second.id)).defaultFlag]).toEqual([false, true]);
    const { createdBy: updatedBy, createdAt: updatedAt } = second;
    expect(await read(first.id)).toEqual({ ...first, defaultFlag: false, updatedBy, updatedAt });
    expect(updatedAt).not.toBe(first.updatedAt);
  });

  it("is one of many that are made at once, and leaves those of others alone", async () => {
    const { bank, card, list, customerId, holder } = await opened();
    const made = await Promise.all(
      [1, 2, 3, 4].flatMap(() => [bank({ defaultFlag: true }), card({ defaultFlag: true })]),
    );
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201));
    expect((await list(`accountHolderId=${holder}&defaultFlag=true`)).totalElements).toBe(1);
    expect((await list(`accountHolderId=${holder}&defaultFlag=false`)).totalElements).toBe(7);
    expect((await list(`accountHolderId=${customerId}&defaultFlag=true`)).totalElements).toBe(1);
  });
});
