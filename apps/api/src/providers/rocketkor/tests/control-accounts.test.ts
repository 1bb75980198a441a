import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";

const server = await testServer();

const opened = async () => {
  const world = await openSandbox(server);
  const { portal, path } = world;
  const at = (financialAccountId: string) => ({ ...path, financialAccountId });
  return {
    ...world,
    get: async (id: string) => got(await portal.getFinancialAccount({ path: at(id) })),
    set: (id: string, json: unknown) => world.control("PUT", `/financial-accounts/${id}`, { json }),
    adjust: (id: string, amount: unknown) =>
      world.control("POST", `/financial-accounts/${id}/adjust`, { json: { amount } }),
    postings: async () => got(await portal.listPostings({ path, query: { limit: 100 } })).data,
  };
};

describe("an account of the business", () => {
  it("is made with money from the world, or without any", async () => {
    const { control, send, postings } = await opened();
    const make = async (json: unknown) => control("POST", "/financial-accounts", { json });
    const filled = await make({ name: "Rebates", currency: "CAD", opening_balance: "1000.5" });
    expect([filled.status, filled.body]).toEqual([
      201,
      expect.objectContaining({
        ...{ name: "Rebates", category: "INTERNAL", type: "BANK", currency: "CAD", state: "ACTIVE" },
        ...{
          account_holder_type: "BUSINESS_ACCOUNT",
          outcome: "approve",
          balances: { available: "1000.50", held: "0.00" },
        },
      }),
    ]);
    const empty = await make({ name: "Empty", currency: "USD" });
    expect(empty.body.balances).toEqual({ available: "0.00", held: "0.00" });
    expect((await send("GET", `/v1/financial-accounts/${filled.body.id}`)).body.accountHolderId).toBe(
      filled.body.account_holder_id,
    );
    const [newest] = await postings();
    expect([newest?.kind, newest?.entries.map(({ bucket, amount, currency }) => [bucket, amount, currency])]).toEqual([
      "opening",
      [
        ["world", "-1000.50", "CAD"],
        ["available", "1000.50", "CAD"],
      ],
    ]);
  });

  it.each([
    {},
    { name: "", currency: "USD" },
    { name: "x", currency: "EUR" },
    { name: "x", currency: "USD", opening_balance: "-1" },
    { name: "x", currency: "USD", opening_balance: "1.234" },
    { name: "x", currency: "USD", opening_balance: "1000000000.00" },
    { name: "x", currency: "USD", own: 1 },
  ])("is refused as %j", async (json) => {
    const { control } = await opened();
    const answer = await control("POST", "/financial-accounts", { json });
    expect([answer.status, answer.body.errors.length > 0]).toEqual([400, true]);
  });
});

describe("adjusting", () => {
  it("books against the world, in either direction, and not below zero", async () => {
    const { adjust, businessAccountId: id, get } = await opened();
    expect((await adjust(id, "-12.5")).body.balances).toEqual({ available: "99987.50", held: "0.00" });
    expect((await adjust(id, "12.5")).body.balances.available).toBe("100000.00");
    const poor = await adjust(id, "-100000.01");
    expect([poor.status, poor.body.detail]).toEqual([409, expect.stringContaining("100000.00 available")]);
    expect((await adjust(id, "-100000")).body.balances.available).toBe("0.00");
    expect((await adjust(id, "-0.01")).status).toBe(409);
    expect((await get(id)).balances.available).toBe("0.00");
  });

  it("of the same account at once takes what is there once", async () => {
    const { adjust, customerAccountId: id, get, postings } = await opened();
    const answers = await Promise.all(Array.from({ length: 12 }, () => adjust(id, "-1000.00")));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(10).fill(200), 409, 409]);
    expect((await get(id)).balances.available).toBe("0.00");
    const own = (await postings()).flatMap(({ entries }) => entries).filter((each) => each.financial_account_id === id);
    expect(own.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(0);
  });

  it.each(["0", "0.00", "1.234", "x", "", "1000000000", 5, null])("by %j is refused", async (amount) => {
    const { adjust, businessAccountId } = await opened();
    expect((await adjust(businessAccountId, amount)).status).toBe(400);
  });
});

describe("state and outcome", () => {
  it("are set both at once, and read back", async () => {
    const { set, get, send, customerAccountId: id } = await opened();
    const answer = await set(id, { state: "SUSPENDED", outcome: "decline" });
    expect([answer.status, answer.body.state, answer.body.outcome]).toEqual([200, "SUSPENDED", "decline"]);
    expect(await get(id)).toEqual(answer.body);
    expect((await send("GET", `/v1/financial-accounts/${id}`)).body.state).toBe("SUSPENDED");
    for (const json of [{}, { state: "ACTIVE" }, { state: "X", outcome: "approve" }, { state: "ACTIVE", outcome: "x" }])
      expect((await set(id, json)).status).toBe(400);
  });
});

it("an account of another sandbox is none", async () => {
  const [{ control, set, adjust }, other] = [await opened(), await opened()];
  for (const id of [nobodys, "x", other.businessAccountId]) {
    expect((await control("GET", `/financial-accounts/${id}`)).status).toBe(404);
    expect((await set(id, { state: "ACTIVE", outcome: "approve" })).status).toBe(404);
    expect((await adjust(id, "1")).status).toBe(404);
  }
});

it("settings are put whole, and hold for the sandbox alone", async () => {
  const [{ control, portal, path }, other] = [await opened(), await opened()];
  const first = got(await portal.getSettings({ path }));
  expect(first).toEqual({
    ...{ business_name: "Harbour Trading", default_expire_hours: 2160, reminder_interval_hours: 24 },
    token_lifetime_seconds: 1800,
  });
  const body = { ...first, business_name: "Żółć & Söhne", default_expire_hours: 1 };
  expect(got(await portal.putSettings({ path, body }))).toEqual(body);
  expect(got(await portal.getSettings({ path }))).toEqual(body);
  expect(got(await other.portal.getSettings({ path: other.path }))).toEqual(first);
  for (const json of [{}, { ...body, default_expire_hours: 0 }, { ...body, own: 1 }, { ...body, business_name: "" }])
    expect((await control("PUT", "/settings", { json })).status).toBe(400);
  expect(got(await portal.getSettings({ path }))).toEqual(body);
});
