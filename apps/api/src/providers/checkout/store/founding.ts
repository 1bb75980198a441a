import type { Context } from "@understudy/engine";
import type { Credentials, Founding } from "../../../provider.ts";
import { newId } from "../new-id.ts";
import type { Account } from "../rules/means.ts";
import { scopes } from "../scopes.ts";
import * as accounts from "./accounts.ts";
import { mintClient, mintKey } from "./keys.ts";

/** What the default sandbox is documented with. Ids are a prefix and 26 letters, keys 27 (providers/checkout.md 2.1, 4.1). */
export const documented = {
  secretKey: "sk_sbox_understudydefaultsandboxaaa",
  publicKey: "pk_sbox_understudydefaultsandboxaaa",
  clientId: "ack_understudydefaultsandboxaa",
  clientSecret: "understudyDefaultClientSecret0000000000000000",
  account: {
    clientId: "cli_understudydefaultsandboxaa",
    entityId: "ent_understudydefaultsandboxaa",
    processingChannelId: "pc_understudydefaultsandboxaa",
  },
} as const;

/** What every new sandbox holds: one account, with an entity and a processing channel, its keys and one OAuth client. */
export async function found(ctx: Context, { isDefault }: Founding): Promise<Credentials> {
  const given = isDefault ? documented : undefined;
  const account = given?.account ?? newAccount();
  await accounts.create(ctx, account);
  const secret = await mintKey(ctx, { kind: "secret", scopes, given: given?.secretKey });
  const open = await mintKey(ctx, { kind: "public", scopes: [], given: given?.publicKey });
  const client = await mintClient(ctx, { scopes, given });
  return {
    secret_key: secret.key,
    public_key: open.key,
    client_id: client.clientId,
    client_secret: client.clientSecret,
    entity_id: account.entityId,
    processing_channel_id: account.processingChannelId,
  };
}

function newAccount(): Account {
  return { clientId: newId("cli"), entityId: newId("ent"), processingChannelId: newId("pc") };
}
