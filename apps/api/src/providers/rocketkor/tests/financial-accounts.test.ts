import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { bankAccountFor, cardFor, company, person } from "./support/records.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();

const opened = async () => {
  const world = await openSandbox(server);
  const { id: holder } = (await world.send("POST", "/v1/customers", { json: person })).body;
  const add = (path: string, json: unknown) => world.send("POST", `/v1/${path}`, { json });
  return {
    ...{ ...world, holder: String(holder), add },
    bank: (changes: object = {}) => add("external-bank-accounts", { ...bankAccountFor(holder), ...changes }),
    card: (changes: object = {}) => add("external-cards", { ...cardFor(holder), ...changes }),
    read: async (id: string, query = "") => (await world.send("GET", `/v1/financial-accounts/${id}${query}`)).body,
    list: async (query: string) => (await world.send("GET", `/v1/financial-accounts?${query}`)).body,
    control: async (id: string) =>
      got(await world.portal.getFinancialAccount({ path: { ...world.path, financialAccountId: id } })),
  };
};

const internal = (accountHolderId: string) => ({ name: "Pot", accountHolderId, accountHolderType: "CUSTOMER" });
const agreed = {
  ...{ documentId: "ebt-communication-consent", documentVersion: "1.1", accepted: true },
  respondedAt: "2026-01-15T12:00:00.000Z",
};
const issued = (accountHolderId: string) => ({
  ...{ ...internal(accountHolderId), subtype: "CHECKING", acceptanceAgreements: [agreed] },
});

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

describe("an account is refused", () => {
  const wrong = ["FIELD_INVALID"];

  it("without what it needs, with all that is missing", async () => {
    const { add } = await opened();
    const fields = async (path: string, json: unknown) =>
      refusalIn(await add(path, json))
        .slice(1)
        .toSorted();
    const required = (...names: readonly string[]) => names.map((name) => `FIELD_REQUIRED ${name}`).toSorted();
    const head = ["name", "accountHolderId", "accountHolderType"];
    expect(await fields("external-bank-accounts", {})).toEqual(required(...head, "subtype", "bankAccount"));
    expect(await fields("external-cards", {})).toEqual(required(...head, "subtype", "card"));
    expect(await fields("internal-financial-accounts", {})).toEqual(required(...head));
    expect(await fields("integrated-bank-accounts", {})).toEqual(required(...head, "subtype", "acceptanceAgreements"));
  });

  it.each([
    ["12345678", "USD"],
    ["011000016", "USD"],
    ["000000000", "USD"],
    ["111000025", "CAD"],
    ["abcdefghi", "USD"],
    ["0110000155", "USD"],
  ])("with the routing number %s in %s", async (routingNo, currency) => {
    const { bank, holder } = await opened();
    const answer = await bank({ currency, bankAccount: { ...bankAccountFor(holder).bankAccount, routingNo } });
    expect(refusalIn(answer)).toEqual(["400 INVALID_REQUEST", `${wrong} bankAccount.routingNo`]);
    expect(answer.text).not.toContain(routingNo);
  });

  it.each([
    "4111111111111112",
    "0000000000000000",
    "1234567890",
    "4111 1111 1111 1111",
    "4".repeat(20),
    "",
    "４１１１",
  ])("with the card number %j, which is not repeated", async (cardNumber) => {
    const { card, holder } = await opened();
    const answer = await card({ card: { ...cardFor(holder).card, cardNumber } });
    expect(refusalIn(answer)).toEqual(["400 INVALID_REQUEST", `${wrong} card.cardNumber`]);
    if (cardNumber !== "") expect(answer.text).not.toContain(cardNumber);
  });

  it("where the card's last month is over, by the sandbox's clock", async () => {
    const { card, platform, path } = await opened();
    await platform.moveClock({ path, body: { set: "2031-05-31T23:59:59Z" } });
    expect((await card()).status).toBe(201);
    await platform.moveClock({ path, body: { set: "2031-06-01T00:00:00Z" } });
    expect(refusalIn(await card())).toEqual(["400 INVALID_REQUEST", `${wrong} card.expiry`]);
  });

  it("for a holder who is not there, or below an account that is not", async () => {
    const [{ bank, card, add, holder }, other] = [await opened(), await opened()];
    const told = ["404 RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND accountHolderId"];
    for (const accountHolderId of [nobodys, other.holder]) {
      expect(refusalIn(await bank({ accountHolderId }))).toEqual(told);
      expect(refusalIn(await card({ accountHolderId }))).toEqual(told);
      expect(refusalIn(await add("internal-financial-accounts", internal(accountHolderId)))).toEqual(told);
      expect(refusalIn(await add("integrated-bank-accounts", issued(accountHolderId)))).toEqual(told);
    }
    expect(refusalIn(await bank({ accountHolderType: "RECIPIENT" }))).toEqual(told);
    const parentId = other.businessAccountId;
    expect(refusalIn(await add("internal-financial-accounts", { ...internal(holder), parentId }))).toEqual([
      ...["404 RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND parentId"],
    ]);
  });

  it("below an account that is somebody else's, outside, or of another currency", async () => {
    const { add, bank, holder, businessAccountId, customerId, list } = await opened();
    const below = async (parentId: string, changes: object = {}) =>
      refusalIn(await add("internal-financial-accounts", { ...internal(holder), parentId, ...changes }));
    const told = ["422 RESOURCE_NOT_USABLE", "RESOURCE_NOT_USABLE parentId"];
    const outside = (await bank()).body.id;
    expect(await below(outside)).toEqual(told);
    expect(await below(businessAccountId, { currency: "CAD" })).toEqual(told);
    const theirs = (await add("internal-financial-accounts", internal(customerId))).body.id;
    expect(await below(theirs)).toEqual(told);
    expect(refusalIn(await add("integrated-bank-accounts", { ...issued(holder), parentId: outside }))).toEqual(told);
    const own = (await add("internal-financial-accounts", internal(holder))).body.id;
    const count = async () => (await list(`accountHolderId=${holder}`)).totalElements;
    expect(await count()).toBe(2);
    expect((await add("integrated-bank-accounts", { ...issued(holder), parentId: own })).status).toBe(201);
    expect(await count()).toBe(3);
  });

  it("for a holder who is suspended", async () => {
    const { bank, send, holder } = await opened();
    await send("PUT", `/v1/customers/${holder}/suspend`);
    expect(refusalIn(await bank())).toEqual(["422 RESOURCE_NOT_USABLE", "RESOURCE_NOT_USABLE accountHolderId"]);
  });

  it("to be issued without an acceptance of what is current", async () => {
    const { add, holder, list, start } = await opened();
    const issue = async (changes: object) =>
      refusalIn(
        await add("integrated-bank-accounts", { ...issued(holder), acceptanceAgreements: [{ ...agreed, ...changes }] }),
      );
    const at = "acceptanceAgreements.0";
    expect(await issue({ accepted: false })).toEqual(["400 INVALID_REQUEST", `FIELD_INVALID ${at}.accepted`]);
    const later = new Date(start.getTime() + 1000).toISOString();
    expect(await issue({ respondedAt: later })).toEqual(["400 INVALID_REQUEST", `FIELD_INVALID ${at}.respondedAt`]);
    expect(await issue({ documentId: "other" })).toEqual(["422 DOCUMENT_UNKNOWN", `DOCUMENT_UNKNOWN ${at}.documentId`]);
    expect(await issue({ documentVersion: "1.0" })).toEqual([
      "422 DOCUMENT_UNKNOWN",
      `DOCUMENT_UNKNOWN ${at}.documentVersion`,
    ]);
    expect((await list("categories=INTEGRATED")).totalElements).toBe(0);
  });

  it("with types, texts and names that are none", async () => {
    const { bank, add, holder } = await opened();
    const fieldOf = async (changes: object) => refusalIn(await bank(changes))[1];
    expect(await fieldOf({ name: "" })).toBe(`${wrong} name`);
    expect(await fieldOf({ name: "x".repeat(101) })).toBe(`${wrong} name`);
    expect(await fieldOf({ name: null })).toBe(`${wrong} name`);
    expect(await fieldOf({ currency: "EUR" })).toBe(`${wrong} currency`);
    expect(await fieldOf({ subtype: "DEBIT" })).toBe(`${wrong} subtype`);
    expect(await fieldOf({ defaultFlag: "yes" })).toBe(`${wrong} defaultFlag`);
    expect(await fieldOf({ accountHolderId: "x" })).toBe(`${wrong} accountHolderId`);
    expect(await fieldOf({ accountHolderType: "BUSINESS_ACCOUNT" })).toBe(`${wrong} accountHolderType`);
    expect(refusalIn(await add("internal-financial-accounts", { ...internal(holder), parentId: "x" }))[1]).toBe(
      `${wrong} parentId`,
    );
    expect((await bank({ name: "Żółć 愛 🎉" })).body.name).toBe("Żółć 愛 🎉");
  });
});

describe("the list", () => {
  it("is narrowed by each filter, and by all at once", async () => {
    const { bank, card, add, list, holder, businessAccountId } = await opened();
    await bank({ name: "Checking" });
    await card({ name: "Card", defaultFlag: true });
    await add("internal-financial-accounts", { ...internal(holder), parentId: businessAccountId });
    const count = async (query: string) => (await list(query)).totalElements;
    expect(await count("")).toBe(7);
    expect(await count(`accountHolderId=${holder}`)).toBe(3);
    expect(await count("accountHolderTypes=BUSINESS_ACCOUNT")).toBe(2);
    expect(await count("accountHolderTypes=BUSINESS_ACCOUNT,CUSTOMER")).toBe(7);
    expect(await count("accountHolderTypes=RECIPIENT")).toBe(0);
    expect(await count("categories=EXTERNAL")).toBe(4);
    expect(await count("categories=INTERNAL,INTEGRATED")).toBe(3);
    expect(await count("name=CHECK")).toBe(2);
    expect(await count(`parentId=${businessAccountId}`)).toBe(1);
    expect(await count("type=CARD")).toBe(2);
    expect(await count(`type=CARD&accountHolderId=${holder}&defaultFlag=true&state=ACTIVE`)).toBe(1);
    expect(await count("state=SUSPENDED")).toBe(0);
    const { content } = await list("sort=name,ASC&size=2");
    expect(content.map(({ name }: { name: string }) => name)).toEqual(["Card", "Checking"]);
  });

  it.each([
    ["accountHolderTypes=PET", "accountHolderTypes.0"],
    ["categories=INTERNAL,X", "categories.1"],
    ["accountHolderId=x", "accountHolderId"],
    ["defaultFlag=maybe", "defaultFlag"],
    ["page=x", "page"],
  ])("refuses %s", async (query, field) => {
    const { send } = await opened();
    const answer = await send("GET", `/v1/financial-accounts?${query}`);
    expect(refusalIn(answer)).toEqual(["400 INVALID_REQUEST", `FIELD_INVALID ${field}`]);
  });
});

describe("balances", () => {
  it("come with what is inside alone, and where they are asked for", async () => {
    const { read, businessAccountId, customerAccountId, send } = await opened();
    expect(await read(businessAccountId)).not.toHaveProperty("_embedded");
    expect((await read(businessAccountId, "?embed=balances"))._embedded.balances.USD).toEqual({
      ...{ accountBalance: "100000.00", availableBalance: "100000.00" },
      ...{ pendingWithdrawals: "0.00", pendingDeposits: "0.00" },
    });
    expect(await read(customerAccountId, "?embed=balances")).not.toHaveProperty("_embedded");
    const answer = await send("GET", `/v1/financial-accounts/${businessAccountId}?embed=all`);
    expect(refusalIn(answer)).toEqual(["400 INVALID_REQUEST", "FIELD_INVALID embed"]);
  });
});

it("34: an account that is not there, or a stranger's, is absent in the bare envelope", async () => {
  const [{ send }, other] = [await opened(), await opened()];
  for (const id of [nobodys, "x", "%00", other.businessAccountId, other.customerAccountId])
    expect(refusalIn(await send("GET", `/v1/financial-accounts/${id}`))).toEqual(["404 RESOURCE_NOT_FOUND"]);
});

it("a business may have accounts outside", async () => {
  const { send, bank } = await opened();
  const { id: accountHolderId } = (await send("POST", "/v1/customers", { json: company })).body;
  expect((await bank({ accountHolderId })).status).toBe(201);
});
