import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@understudy/domain";
import type { CallContext } from "@understudy/engine";
import type { Request } from "@understudy/server/tokeflow";
import { callerOf } from "../caller.ts";
import { settle } from "../charging.ts";
import type { Handler } from "../handler.ts";
import { fingerprint, idempotencyKeyOf, idempotencyLifetimeMs } from "../rules/idempotency.ts";
import type { Transaction } from "../rules/transaction.ts";
import { create, type KeyClaim, replay } from "../store/creations.ts";
import { envelope } from "../wire/envelope.ts";
import { toWire } from "../wire/transaction.ts";

type Body = Request<"createTransaction">["body"];

/** Charged first and looked up only if the key is taken: a first submission costs one statement, a replay two. */
export const createTransaction: Handler<"createTransaction"> = async ({ header, body }, ctx) => {
  const key = idempotencyKeyOf(header["idempotency-key"], body.idempotency_key);
  if (key === undefined) return answer(201, await chargeNew(ctx, body, undefined), ctx);
  const expiresAt = new Date(ctx.now.getTime() + idempotencyLifetimeMs);
  const claim = { key, fingerprint: fingerprint(body), expiresAt };
  let refusal = new Refusal("conflict", "This idempotency key is being used by another request: try again.");
  try {
    const created = await chargeNew(ctx, body, claim);
    if (created) return answer(201, created, ctx);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  // A replay needs nothing that its first submission used up: a spent token or a removed card does not matter to it.
  const merchantId = callerOf(ctx.credential).merchantId ?? body.merchant_id;
  const original = merchantId === undefined ? undefined : await replay(ctx, merchantId, claim);
  if (!original) throw refusal;
  return answer(200, original, ctx);
};

async function chargeNew(ctx: CallContext, body: Body, claim: KeyClaim): Promise<Transaction | undefined>;
async function chargeNew(ctx: CallContext, body: Body, claim: undefined): Promise<Transaction>;
async function chargeNew(ctx: CallContext, body: Body, claim: KeyClaim | undefined): Promise<Transaction | undefined> {
  const { charged, instrument } = await settle(ctx, body);
  if (charged.waitMs > 0) await sleep(charged.waitMs);
  return create(ctx, { change: charged, claim, instrument });
}

function answer<Status extends 200 | 201>(status: Status, transaction: Transaction, ctx: CallContext) {
  return { status, body: envelope(toWire(transaction, ctx), ctx) };
}
