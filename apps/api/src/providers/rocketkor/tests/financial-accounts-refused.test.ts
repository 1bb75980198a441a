import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { agreed, internal, issued, openAccounts } from "./support/accounts.ts";
import { bankAccountFor, cardFor } from "./support/records.ts";
import { nobodys } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const opened = () => openAccounts(server);

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
