import { randomUUID } from "node:crypto";
import { join, query, sql } from "@understudy/database";
import { type Context, mintAll } from "@understudy/engine";
import type { Credentials, Founding } from "../../../provider.ts";
import { documented } from "../documented.ts";
import { newAccountToken } from "../drawing.ts";
import { scopesOf } from "../roles.ts";
import {
  businessOpeningBalance,
  type FoundedIds,
  firstAccounts,
  firstCustomer,
  firstSettings,
} from "../rules/founded.ts";
import { rowOf as accountRow } from "./account-rows.ts";
import { firstMoney } from "./accounts.ts";
import { type Business, known } from "./business.ts";
import { accessToken, apiKey, drawServiceAccount, type NewServiceAccount, newAccessToken } from "./credentials.ts";
import { rowOf as customerRow } from "./customer-rows.ts";
import { postingParts } from "./ledger.ts";
import { insertRows } from "./rows.ts";

/**
 * What every new sandbox holds: a business with money, an owner to call for it, and a customer with a card and a bank
 * account. Two statements, as each test makes a sandbox of its own.
 */
export async function found(ctx: Context, { isDefault }: Founding): Promise<Credentials> {
  const given = isDefault ? { ids: documented, owner: documentedOwner, token: documented.accessToken } : draw();
  const { ids, owner, token } = given;
  await create(ctx, ids);
  const life = { scopes: scopesOf(owner.role), expiresAt: null };
  await mintAll(ctx, [apiKey(owner), accessToken(token, owner.id, life)]);
  return {
    ...{ api_key: owner.apiKey, api_secret: owner.apiSecret, access_token: token },
    ...{ business_account_id: ids.businessAccountId, business_financial_account_id: ids.businessFinancialAccountId },
    ...{ customer_id: ids.customerId, customer_financial_account_id: ids.customerFinancialAccountId },
    customer_bank_account_id: ids.customerBankAccountId,
  };
}

const documentedOwner: NewServiceAccount = {
  id: documented.serviceAccountId,
  name: "owner",
  role: "owner",
  apiKey: documented.apiKey,
  apiSecret: documented.apiSecret,
};

/** The token outlives every move of the clock, so that a test need not exchange its key for another. */
function draw() {
  const ids: FoundedIds = {
    businessAccountId: randomUUID(),
    businessFinancialAccountId: randomUUID(),
    businessFinancialAccountIdCad: randomUUID(),
    customerId: randomUUID(),
    customerFinancialAccountId: randomUUID(),
    customerBankAccountId: randomUUID(),
  };
  return { ids, owner: drawServiceAccount("owner", "owner"), token: newAccessToken() };
}

async function create(ctx: Context, ids: FoundedIds): Promise<void> {
  const business: Business = { id: ids.businessAccountId, ...firstSettings };
  const accounts = firstAccounts(ids, newAccountToken, ctx.now);
  const money = accounts.flatMap((account) => firstMoney(account, businessOpeningBalance));
  await known(ctx, business);
  const parts = [
    sql`founded AS (${insertRows(ctx, "rocketkor_business", [{ ...business, createdAt: ctx.now }])})`,
    sql`customer AS (${insertRows(ctx, "rocketkor_customer", [customerRow(firstCustomer(ids, ctx.now))])})`,
    sql`accounts AS (${insertRows(ctx, "rocketkor_financial_account", accounts.map(accountRow))})`,
    ...(await postingParts(ctx, money, null)),
  ];
  await query(ctx.db, sql`WITH ${join(parts, ", ")} SELECT 1`);
}
