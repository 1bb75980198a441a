import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@understudy/domain";
import type { CallContext, Credential } from "@understudy/engine";
import { callerOf, merchantOf } from "../caller.ts";
import { type Prepared, prepare, settle } from "../charging.ts";
import type { Handler } from "../handler.ts";
import { fingerprint, idempotencyKeyOf, idempotencyLifetimeMs } from "../rules/idempotency.ts";
import type { Transaction } from "../rules/transaction.ts";
import { create, type KeyClaim, replay } from "../store/creations.ts";
import { envelope } from "../wire/envelope.ts";
import { toWire } from "../wire/transaction.ts";

/**
 * Charged first and looked up only if the key is taken: a first submission costs one statement, a replay two. Where a
 * charge is felt even if it is thrown away, by a draw of chance or a real wait, the key is looked up before it.
 */
export const createTransaction: Handler<"createTransaction"> = async ({ header, body }, ctx) => {
  const key = idempotencyKeyOf(header["idempotency-key"], body.idempotency_key);
  if (key === undefined) return answer(201, await chargeNew(ctx, await prepare(ctx, body), undefined), ctx);
  const expiresAt = new Date(ctx.now.getTime() + idempotencyLifetimeMs);
  const claim = { key, fingerprint: fingerprint(body), expiresAt };
  const merchantId = keeperOf(ctx.credential, body.merchant_id);
  let refusal = new Refusal("key_in_use", "This idempotency key is being used by another request: try again.");
  try {
    const prepared = await prepare(ctx, body);
    const known = prepared.isFelt ? await replay(ctx, prepared.merchant.id, claim) : undefined;
    if (known) return answer(200, known, ctx);
    const created = await chargeNew(ctx, prepared, claim);
    if (created) return answer(201, created, ctx);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  // A replay needs nothing that its first submission used up: a spent token or a removed card does not matter to it.
  const original = merchantId === undefined ? undefined : await replay(ctx, merchantId, claim);
  if (!original) throw refusal;
  return answer(200, original, ctx);
};

/** The merchant whose keys are looked through; undefined where the request names none, for which it is refused. */
function keeperOf(credential: Credential, named: string | undefined): string | undefined {
  return callerOf(credential).merchantId === null ? named : merchantOf(credential, named);
}

async function chargeNew(ctx: CallContext, prepared: Prepared, claim: KeyClaim): Promise<Transaction | undefined>;
async function chargeNew(ctx: CallContext, prepared: Prepared, claim: undefined): Promise<Transaction>;
async function chargeNew(ctx: CallContext, prepared: Prepared, claim: KeyClaim | undefined) {
  const { charged, instrument } = await settle(ctx, prepared);
  if (charged.waitMs > 0) await sleep(charged.waitMs);
  return create(ctx, { change: charged, claim, instrument });
}

function answer<Status extends 200 | 201>(status: Status, transaction: Transaction, ctx: CallContext) {
  return { status, body: envelope(toWire(transaction, ctx), ctx) };
}
