import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import { type CallContext, type Context, mint, mintAll } from "@understudy/engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pagingFrom } from "../paging.ts";
import * as acceptances from "./acceptance-search.ts";
import * as accounts from "./account-search.ts";
import { foundBusiness, rowsRead, start } from "./business.fixture.ts";
import { accessToken, apiKey, drawServiceAccount } from "./credentials.ts";
import * as customers from "./customer-search.ts";
import { mintToken } from "./tokens.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const stranger = (await foundBusiness(db))();

const many = 3000;
const [holder, account] = [randomUUID(), randomUUID()];

/** Three of the accounts are of one holder, and three of the acceptances about one account. */
async function fill({ sandbox }: Context): Promise<void> {
  await db.$executeRaw`
    INSERT INTO rocketkor_customer (
      sandbox_id, id, type, status, status_at, primary_email, primary_phone_number, primary_phone_type,
      created_by_type, created_by_id, created_at, updated_by_type, updated_by_id, updated_at, external_id)
    SELECT ${sandbox.id}, gen_random_uuid(), 'INDIVIDUAL', 'ACTIVE', ${start}, 'x', 'x', 'HOME', '', '',
      ${start}::timestamptz - n * interval '1 second', '', '', ${start}, 'E-' || n
    FROM generate_series(1, ${many}) AS n`;
  await db.$executeRaw`
    INSERT INTO rocketkor_financial_account (
      sandbox_id, id, name, category, type, default_flag, currency, account_holder_id, account_holder_type, state, state_at,
      masked_number, token, outcome, created_by_type, created_by_id, created_at, updated_by_type, updated_by_id, updated_at)
    SELECT ${sandbox.id}, gen_random_uuid(), 'x', 'EXTERNAL', 'CARD', false, 'USD',
      CASE WHEN n <= 3 THEN ${holder}::uuid ELSE gen_random_uuid() END, 'CUSTOMER', 'ACTIVE', ${start}, 'x', 'x', 'approve',
      '', '', ${start}::timestamptz - n * interval '1 second', '', '', ${start}
    FROM generate_series(1, ${many}) AS n`;
  await db.$executeRaw`
    INSERT INTO rocketkor_acceptance (
      sandbox_id, id, document_id, document_version, acceptor_type, acceptor_id, acceptor_name, account_id, accepted,
      responded_at, created_by_type, created_by_id, created_at)
    SELECT ${sandbox.id}, gen_random_uuid(), 'x', '1', 'CUSTOMER', gen_random_uuid(), 'x',
      CASE WHEN n <= 3 THEN ${account}::uuid ELSE gen_random_uuid() END, true, ${start}, '', '',
      ${start}::timestamptz - n * interval '1 second'
    FROM generate_series(1, ${many}) AS n`;
}

beforeAll(async () => {
  await fill(ctx);
  await fill(stranger);
  await db.$executeRaw`VACUUM ANALYZE rocketkor_customer`;
  await db.$executeRaw`VACUUM ANALYZE rocketkor_financial_account`;
  await db.$executeRaw`VACUUM ANALYZE rocketkor_acceptance`;
});

/** As often as it takes PostgreSQL to plan a statement once and for all. */
const times = 8;
const reading = async (table: string, work: (held: Context) => Promise<unknown>) =>
  (await rowsRead(ctx, table, async (held) => {
    for (let time = 0; time < times; time++) await work(held);
  })) / times;
const page = (sortable: Readonly<Record<string, string>>, number = 0) =>
  pagingFrom({ page: number, size: 20 }, 0, sortable);

it("a page of the newest customers reads itself, twice, and is counted", async () => {
  const read = (filter: customers.CustomerFilter, number?: number) =>
    reading("rocketkor_customer", (held) => customers.searchCustomers(held, filter, page(customers.sortable, number)));
  expect(await read({})).toBeLessThanOrEqual(many + 80);
  expect(await read({}, 2)).toBeLessThanOrEqual(many + 120);
  expect(await read({ externalId: "E-77" })).toBeLessThanOrEqual(10);
  const last = new Date(start.getTime() - (many - 10) * 1000);
  expect(await read({ createdBefore: last })).toBeLessThanOrEqual(100);
});

it("a holder's accounts are found without the others", async () => {
  const filter = { accountHolderId: holder };
  const paging = page(accounts.sortable);
  expect((await accounts.searchAccounts(ctx, filter, paging)).total).toBe(3);
  const read = await reading("rocketkor_financial_account", (held) => accounts.searchAccounts(held, filter, paging));
  expect(read).toBeLessThanOrEqual(30);
});

it("so are the acceptances about an account", async () => {
  const filter = { financialAccountId: account };
  const paging = page(acceptances.sortable);
  expect((await acceptances.searchAcceptances(ctx, filter, paging)).total).toBe(3);
  const read = await reading("rocketkor_acceptance", (held) => acceptances.searchAcceptances(held, filter, paging));
  expect(read).toBeLessThanOrEqual(30);
});

it("whoever gets a token reads none of those that are still good", async () => {
  const owner = drawServiceAccount("owner", "owner");
  const credential = await mint(ctx, apiKey(owner));
  const end = { scopes: [], expiresAt: new Date(start.getTime() + 1000) };
  await mintAll(
    ctx,
    Array.from({ length: many }, () => accessToken(`rkat_${randomUUID()}`, owner.id, end)),
  );
  await db.$executeRaw`VACUUM ANALYZE credential`;
  const calling = (held: Context): CallContext => ({ ...held, credential, requestId: "" });
  const read = await rowsRead(ctx, "credential", (held) => mintToken(calling(held)));
  expect(read).toBeLessThanOrEqual(20);
});
