import { query, sql } from "@understudy/database";
import { isUuid } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Named } from "../rules/naming.ts";
import type { Parameters } from "../rules/step.ts";

/** Looks up what the parameters of a workflow name, all of it at once: every workflow that is made asks. */
export async function namedBy(ctx: Context, parameters: Parameters): Promise<Named> {
  const { customerId, customerFinancialAccountId, baFinancialAccountId } = parameters;
  const [named] = await query<Named>(
    ctx.db,
    sql`
    SELECT
      (SELECT json_build_object(
        'id', id, 'status', status, 'primaryEmail', primary_email,
        'primaryPhoneNumber', json_build_object('number', primary_phone_number, 'type', primary_phone_type))
      FROM rocketkor_customer
      WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${known(customerId)}::uuid) AS customer,
      ${account(ctx, customerFinancialAccountId)} AS "customerAccount",
      ${account(ctx, baFinancialAccountId)} AS "businessAccount"`,
  );
  return named ?? { customer: null, customerAccount: null, businessAccount: null };
}

function account(ctx: Context, id: string | undefined) {
  return sql`(
    SELECT json_build_object(
      'id', id, 'name', name, 'category', category, 'type', type, 'subtype', subtype, 'currency', currency,
      'state', state, 'accountHolderId', account_holder_id,
      'accountHolderType', account_holder_type,
      'billingAddress', CASE WHEN billing_country_code IS NOT NULL THEN '{}'::json END,
      'card', CASE WHEN card_expiry IS NOT NULL THEN json_build_object('expiry', card_expiry) END)
    FROM rocketkor_financial_account WHERE sandbox_id = ${ctx.sandbox.id} AND id = ${known(id)}::uuid)`;
}

/** What cannot be an id is nobody's. */
function known(id: string | undefined): string | null {
  return id !== undefined && isUuid(id) ? id : null;
}
