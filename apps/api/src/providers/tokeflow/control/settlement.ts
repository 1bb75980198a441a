import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@understudy/domain";
import type { Request } from "@understudy/server/tokeflow-control";
import type { ControlContext } from "../../../provider.ts";
import { instrumentOf } from "../charging.ts";
import { authenticate, failAuthentication } from "../rules/authentication.ts";
import { chance } from "../rules/chance.ts";
import { type Connector, feeOf } from "../rules/connector.ts";
import { awaitsAuthentication, cancel, expire, reject, settlePaid } from "../rules/lifecycle.ts";
import { settleRefund } from "../rules/refund.ts";
import { meetsChance } from "../rules/routing.ts";
import type { Change, Transaction } from "../rules/transaction.ts";
import { cardOf } from "../store/cards.ts";
import { find as findConnector } from "../store/connectors.ts";
import { writeInstrument } from "../store/instruments.ts";
import { requireMerchant } from "../store/merchants.ts";
import { pendingOf, writeRefund } from "../store/refunds.ts";
import { nextDraw } from "../store/routing.ts";
import type { Parts } from "../store/transactions.ts";
import { type Writing, writeDisputed } from "./disputing.ts";
import { openDispute } from "./rules/dispute.ts";

type Outcome = Request<"settleTransaction">["body"]["outcome"];
type Settle = (ctx: ControlContext, transaction: Transaction) => Promise<Writing>;

/** What the world outside does to a transaction, by outcome; what does not go with its status is refused by the rules. */
export const settlements: Readonly<Record<Outcome, Settle>> = {
  paid: async (ctx, transaction) => {
    const connector = await pendingConnector(ctx, transaction);
    return plain(settlePaid(transaction, connector ? feeOf(connector, transaction.amount) : 0, ctx.now));
  },
  rejected: async (ctx, transaction) => plain(reject(transaction, "DO_NOT_HONOR", ctx.now)),
  canceled: async (ctx, transaction) => plain(cancel(transaction, ctx.now)),
  // The acquirer may end a wait before its time is over; the clock ends it at the latest.
  expired: async (ctx, transaction) => plain(expire(transaction, ctx.now)),
  authenticated: passChallenge,
  authentication_failed: async (ctx, transaction) => plain(failAuthentication(transaction, ctx.now)),
  refunded: (ctx, transaction) => settleAllRefunds(ctx, transaction, "succeeded"),
  refund_failed: (ctx, transaction) => settleAllRefunds(ctx, transaction, "failed"),
  charged_back: async (ctx, transaction) =>
    writeDisputed(ctx, openDispute(transaction, { id: ctx.newId("dsp") }, ctx.now)),
};

function plain(change: Change): Writing {
  return { change, also: {} };
}

async function passChallenge(ctx: ControlContext, transaction: Transaction): Promise<Writing> {
  const connector = awaitsAuthentication(transaction) ? await pendingConnector(ctx, transaction) : undefined;
  if (!connector) {
    const rule = "only a transaction that waits for a 3-D Secure challenge can be authenticated.";
    throw new Refusal("wrong_state", `${transaction.id} is ${transaction.status}; ${rule}`);
  }
  const merchant = await requireMerchant(ctx, transaction.merchantId);
  const card = await cardOf(ctx, transaction);
  const draw = meetsChance(null, [connector]) ? await nextDraw(ctx, merchant.id) : 0;
  const means = { card, chance: chance(merchant.seed, draw), instrumentId: ctx.newId("pi") };
  const charged = authenticate(transaction, connector, means, ctx.now);
  if (charged.waitMs > 0) await sleep(charged.waitMs);
  const instrument = instrumentOf(charged, card, ctx);
  return { change: charged, also: instrument ? writeInstrument(ctx, instrument, transaction) : {} };
}

/** The acquirer that a payment or a challenge is awaited from; undefined where nothing is. */
async function pendingConnector(ctx: ControlContext, transaction: Transaction): Promise<Connector | undefined> {
  const pending = transaction.attempts.find(({ status }) => status === "pending");
  if (!pending) return undefined;
  const { connectorId } = pending;
  const connector = await findConnector(ctx, connectorId);
  const lost = `${transaction.id} waits for ${connectorId}, which was deleted: make that connector again with putConnector.`;
  if (!connector) throw new Refusal("wrong_state", lost);
  return connector;
}

/** One answer for every refund that is pending, in one statement; what is told is where they leave the transaction. */
async function settleAllRefunds(
  ctx: ControlContext,
  transaction: Transaction,
  outcome: "succeeded" | "failed",
): Promise<Writing> {
  const pending = await pendingOf(ctx, transaction.id);
  if (pending.length === 0)
    throw new Refusal("wrong_state", `${transaction.id} has no pending refund: create one with createRefund first.`);
  let change: Change = { transaction, events: [] };
  const parts: Record<string, Parts[string]> = {};
  for (const [index, refund] of pending.entries()) {
    const settled = settleRefund(change.transaction, refund, outcome, ctx.now);
    change = { transaction: settled.transaction, events: settled.events };
    parts[`refund_${index}`] = writeRefund(ctx, settled.refund);
  }
  return { change, also: { parts } };
}
