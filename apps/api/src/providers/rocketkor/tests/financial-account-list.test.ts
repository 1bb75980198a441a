import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { internal, openAccounts } from "./support/accounts.ts";
import { company } from "./support/records.ts";
import { nobodys } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const opened = () => openAccounts(server);

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
