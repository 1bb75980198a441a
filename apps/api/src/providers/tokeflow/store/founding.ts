import { type Context, randomSecret } from "@understudy/engine";
import type { Credentials, Founding } from "../../../provider.ts";
import { describeCard, testCards } from "../rules/card.ts";
import { mintKey, scopes } from "./keys.ts";
import { addMerchant } from "./merchants.ts";

/**
 * What every new sandbox holds: one merchant with the two acquirers, the routing rule and the customer of the
 * provider's own examples, so that these can be pasted as they stand.
 */
export async function found(ctx: Context, { isDefault }: Founding): Promise<Credentials> {
  const organizationId = isDefault ? "org_123" : ctx.newId("org");
  const merchantId = isDefault ? "mrc_123" : ctx.newId("mrc");
  const webhookSecret = `whsec_${isDefault ? "understudyDefaultSandbox00000000" : randomSecret()}`;
  const { db, sandbox, now: createdAt } = ctx;
  await db.tokeflowOrganization.create({
    data: { sandboxId: sandbox.id, id: organizationId, webhookSecret, createdAt },
  });
  await addMerchant(ctx, {
    id: merchantId,
    organizationId,
    name: "Loja Exemplo",
    city: "Sao Paulo",
    seed: "understudy",
    connectorIds: ["conn_a1b2c3", "conn_d4e5f6"],
  });
  await db.tokeflowCustomer.create({
    data: {
      sandboxId: sandbox.id,
      id: "cust_123",
      merchantId,
      email: "maria@example.com",
      name: "Maria Silva",
      createdAt,
      updatedAt: createdAt,
    },
  });
  // Stored cards that can be charged without a token, named by what they do.
  await db.tokeflowPaymentInstrument.createMany({
    data: testCards
      .slice(0, 1)
      .concat(testCards.filter(({ testValue }) => testValue === "decline_then_approve"))
      .map(({ number, testValue }) => ({
        ...describeCard(createdAt, number),
        ...{ sandboxId: sandbox.id, id: `pi_${testValue}`, merchantId, customerId: "cust_123", createdAt },
      })),
  });
  const caller = { access: "secret" as const, organizationId, allowedIps: [] };
  const random = isDefault ? "understudyDefault0" : undefined;
  const organization = await mintKey(ctx, {
    caller: { ...caller, merchantId: null },
    environment: "test",
    scopes,
    random,
  });
  const merchant = await mintKey(ctx, { caller: { ...caller, merchantId }, environment: "test", scopes, random });
  return {
    organization_id: organizationId,
    merchant_id: merchantId,
    organization_key: organization.key,
    merchant_key: merchant.key,
    webhook_secret: webhookSecret,
  };
}
