import { query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, subscribe, unsubscribe } from "@understudy/engine";
import type { Target } from "../webhooks.ts";
import { patience } from "./patience.ts";
import { create, type KeyPair, newest, newKeyPair, type SigningKey } from "./signing-keys.ts";
import { workspaceOf } from "./workspaces.ts";

const provider = "transactionlink";
/** What deliveries call the one endpoint of a workspace. */
const endpointId = "webhook";

/** The one address of a workspace that is told of executions. */
export interface Webhook {
  readonly url: string;
  /** Of the key that signs now. */
  readonly keyId: string;
}

export async function getWebhook(ctx: Context): Promise<Webhook> {
  const webhook = await find(ctx);
  if (!webhook) throw absent();
  return webhook;
}

/** From then on events go to this address; what is owed to the one before still goes there. */
export async function setWebhook(
  ctx: Context,
  url: string,
): Promise<{ readonly webhook: Webhook; readonly isNew: boolean }> {
  const pair = (await newest(ctx)) ? undefined : await newKeyPair();
  return holding(ctx, async (held) => {
    const before = await find(held);
    const key = (await newest(held)) ?? (await create(held, given(pair)));
    await write(held, url);
    await tell(held, url, key);
    return { webhook: { url, keyId: key.id }, isNew: !before };
  });
}

/** Nobody is told of later events; the keys stay. */
export function dropWebhook(ctx: Context): Promise<void> {
  return holding(ctx, async (held) => {
    if (!(await find(held))) throw absent();
    await write(held, null);
    await unsubscribe(held, provider, { endpointId });
  });
}

/** What happens from then on is signed by a new key; what is under way, by the one that it began with. */
export async function rotateKey(ctx: Context): Promise<Pick<SigningKey, "id" | "createdAt">> {
  const pair = await newKeyPair();
  return holding(ctx, async (held) => {
    const key = await create(held, pair);
    const webhook = await find(held);
    if (webhook) await tell(held, webhook.url, key);
    return { id: key.id, createdAt: key.createdAt };
  });
}

/** One change of the webhook at a time: each takes the workspace's row first. */
async function holding<T>(ctx: Context, work: (held: Context) => Promise<T>): Promise<T> {
  await workspaceOf(ctx);
  return ctx.db.$transaction(
    async (db) => {
      await query(
        db,
        sql`SELECT sandbox_id FROM transactionlink_workspace WHERE sandbox_id = ${ctx.sandbox.id} FOR NO KEY UPDATE`,
      );
      return work({ ...ctx, db });
    },
    { ...patience },
  );
}

async function write(ctx: Context, webhookUrl: string | null): Promise<void> {
  await ctx.db.transactionlinkWorkspace.update({ where: { sandboxId: ctx.sandbox.id }, data: { webhookUrl } });
}

function tell(ctx: Context, url: string, { id: keyId, privateKey }: SigningKey): Promise<void> {
  const target: Target = { url, keyId, privateKey };
  return subscribe(ctx, [{ provider, endpointId, filter: {}, target }]);
}

async function find(ctx: Context): Promise<Webhook | undefined> {
  const [webhook] = await query<Webhook>(
    ctx.db,
    sql`SELECT w.webhook_url AS url, k.id::text AS "keyId"
      FROM transactionlink_workspace w
      CROSS JOIN LATERAL (
        SELECT id FROM transactionlink_signing_key WHERE sandbox_id = w.sandbox_id ORDER BY sequence DESC LIMIT 1) AS k
      WHERE w.sandbox_id = ${ctx.sandbox.id} AND w.webhook_url IS NOT NULL`,
  );
  return webhook;
}

/** One was made before, unless there was a key; and keys are never dropped. */
function given(pair: KeyPair | undefined): KeyPair {
  if (!pair) throw new Error("the signing key is gone");
  return pair;
}

function absent(): Refusal {
  return new Refusal("absent", "There is no webhook: putWebhook sets one.");
}
