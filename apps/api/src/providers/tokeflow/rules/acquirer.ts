import { behaviourOf, hasExpired, type ThreeDsAnswer } from "./card.ts";
import type { Chance } from "./chance.ts";
import { type Connector, feeOf, isOut } from "./connector.ts";
import { type Failure, failureOf } from "./failure.ts";
import { type Attempt, isPaidLater, type PaymentMethod, type ThreeDsStatus } from "./transaction.ts";

/** The card behind a token or a saved instrument. */
export interface ChargedCard {
  readonly bin: string;
  readonly brand: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly testValue: string;
}

/** What an acquirer is asked for. */
export interface Purchase {
  readonly paymentMethod: PaymentMethod;
  readonly amount: number;
  readonly card: ChargedCard | null;
}

/** Whose turn it is, since when, and by which chance. */
export interface Turn {
  readonly id: string;
  readonly attemptNumber: number;
  readonly startedAt: Date;
  readonly chance: Chance;
}

export interface Answered {
  readonly attempt: Attempt;
  /** How long the acquirer took; a pending attempt has taken it too, though it is not finished. */
  readonly latencyMs: number;
}

/** How long a provider is waited for that does not answer. */
const timeoutMs = 10_000;

/** One call of an acquirer: declined, failed, pending (a challenge, or a payment to be made later) or successful. */
export function attempt(connector: Connector, purchase: Purchase, turn: Turn): Answered {
  const failure = failureIn(connector, purchase, turn);
  // Without a usable answer from the provider there is no authentication and no code to pay by.
  const threeDs = failure?.status === "error" ? undefined : threeDsOf(connector, purchase);
  if (threeDs === "rejected") return finish(connector, purchase, turn, failureOf("THREE_DS_FAILED"), "failed");
  if (threeDs === "challenge") return wait(connector, turn, "challenge_required");
  if (failure === undefined && isPaidLater(purchase.paymentMethod)) return wait(connector, turn, null);
  return finish(connector, purchase, turn, failure, threeDs ?? null);
}

/** The same acquirer's answer after its challenge was passed. */
export function resume(connector: Connector, purchase: Purchase, turn: Turn): Answered {
  return finish(connector, purchase, turn, failureIn(connector, purchase, turn), "authenticated");
}

/** The failure that a card's test value states goes first, then an expired card, then the connector's profile. */
function failureIn(connector: Connector, { card }: Purchase, turn: Turn): Failure | undefined {
  const stated = card === null ? undefined : behaviourOf(card.testValue);
  if (stated?.failure && !(stated.firstOnly && turn.attemptNumber > 1)) return failureOf(stated.failure);
  if (card !== null && hasExpired(card, turn.startedAt)) return failureOf("EXPIRED_CARD");
  if (isOut(connector, turn.startedAt)) return failureOf("PROVIDER_UNAVAILABLE");
  if (happens(connector, turn, "error", connector.errorRate)) return failureOf(connector.errorCode);
  if (happens(connector, turn, "decline", connector.declineRate)) return failureOf(connector.declineCode);
  return undefined;
}

/** The card's own answer, or a challenge where the connector demands 3-D Secure for the method. */
function threeDsOf(connector: Connector, { card, paymentMethod }: Purchase): ThreeDsAnswer | undefined {
  if (isPaidLater(paymentMethod)) return undefined;
  const stated = card === null ? undefined : behaviourOf(card.testValue).threeDs;
  return stated ?? (connector.threeDsMethods.includes(paymentMethod) ? "challenge" : undefined);
}

function wait(connector: Connector, turn: Turn, threeDsStatus: ThreeDsStatus | null): Answered {
  const latencyMs = latencyOf(connector, turn);
  return { attempt: { ...opened(connector, turn), threeDsStatus }, latencyMs };
}

function finish(
  connector: Connector,
  purchase: Purchase,
  turn: Turn,
  failure: Failure | undefined,
  threeDsStatus: ThreeDsStatus | null,
): Answered {
  const open = opened(connector, turn);
  const patience = failure?.code === "PROVIDER_TIMEOUT" ? timeoutMs : 0;
  const latencyMs = Math.max(latencyOf(connector, turn), patience);
  const attempt: Attempt = {
    ...open,
    status: failure?.status ?? "success",
    threeDsStatus: failure?.status === "error" ? null : threeDsStatus,
    errorCategory: failure?.category ?? null,
    errorCode: failure?.code ?? null,
    errorMessage: failure?.message ?? null,
    // A provider that declined has a record of it, one that gave no answer has none to refer to.
    pspTransactionId: failure?.status === "error" ? null : open.pspTransactionId,
    gatewayFee: failure === undefined ? feeOf(connector, purchase.amount) : null,
    finishedAt: new Date(turn.startedAt.getTime() + latencyMs),
  };
  return { attempt, latencyMs };
}

function opened(connector: Connector, { id, attemptNumber, startedAt }: Turn): Attempt {
  return {
    id,
    attemptNumber,
    connectorId: connector.id,
    providerSlug: connector.providerSlug,
    isFallback: attemptNumber > 1,
    status: "pending",
    threeDsStatus: null,
    errorCategory: null,
    errorCode: null,
    errorMessage: null,
    pspTransactionId: `psp_tx_${id.slice(id.indexOf("_") + 1)}`,
    gatewayFee: null,
    startedAt,
    finishedAt: null,
  };
}

function happens(connector: Connector, turn: Turn, what: string, rate: number): boolean {
  return rate > 0 && rollOf(connector, turn, what) < rate;
}

/** The latency give or take the jitter, never below zero. */
function latencyOf(connector: Connector, turn: Turn): number {
  const { latencyMs, latencyJitterMs } = connector;
  if (latencyJitterMs === 0) return latencyMs;
  const shift = (rollOf(connector, turn, "latency") * 2 - 1) * latencyJitterMs;
  return Math.max(0, Math.round(latencyMs + shift));
}

function rollOf({ id, seed }: Connector, { chance, attemptNumber }: Turn, what: string): number {
  return chance.roll(`${what}:${id}:${seed}:${attemptNumber}`);
}
