import { isUniqueViolation } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { mintKey, scopes } from "./keys.ts";
import { addMerchant, get, type Merchant, organizationId } from "./merchants.ts";

export interface Newcomer {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly seed: string;
}

/** A further merchant of the sandbox's organization with all that it needs to charge, and its key in clear. */
export async function onboard(ctx: Context, newcomer: Newcomer): Promise<{ merchant: Merchant; key: string }> {
  try {
    return await ctx.db.$transaction((db) => onboardWithin({ ...ctx, db }, newcomer));
  } catch (error) {
    if (!isUniqueViolation(error, "tokeflow_merchant_pkey")) throw error;
    throw new Refusal("exists", `There is a merchant ${newcomer.id} already: choose another id, or leave it out.`, {
      field: "id",
    });
  }
}

async function onboardWithin(ctx: Context, newcomer: Newcomer): Promise<{ merchant: Merchant; key: string }> {
  const organization = await organizationId(ctx);
  const connectorIds = [ctx.newId("conn"), ctx.newId("conn")] as const;
  await addMerchant(ctx, { ...newcomer, organizationId: organization, connectorIds });
  const caller = { access: "secret", organizationId: organization, merchantId: newcomer.id, allowedIps: [] } as const;
  const { key } = await mintKey(ctx, { caller, environment: "test", scopes });
  return { merchant: await get(ctx, newcomer.id), key };
}
