import { type Answered, attempt, type ChargedCard } from "./acquirer.ts";
import type { Chance } from "./chance.ts";
import { type Connector, preauthorizedStatusOf } from "./connector.ts";
import { cascades, failureOf } from "./failure.ts";
import { instruct, type Payee } from "./payment-instructions.ts";
import type { Decision } from "./routing.ts";
import {
  type Attempt,
  type Change,
  isPaidLater,
  later,
  type Transaction,
  type TransactionDraft,
  type TransactionEvent,
} from "./transaction.ts";

/** What a charge needs besides its draft and its route. */
export interface Means {
  readonly card: ChargedCard | null;
  readonly payee: Payee;
  readonly chance: Chance;
  /** The id that a verified card gets as a saved instrument; needed for `setup_verification` with a token. */
  readonly instrumentId: string | null;
  newAttemptId(): string;
}

export interface Charged extends Change {
  /** The instrument to store with this transaction, when it verified a new card. */
  readonly savedInstrumentId: string | null;
  /** How long the caller really waits for the simulated acquirers. */
  readonly waitMs: number;
}

/**
 * Asks the route's connectors in turn until one takes the charge, one waits for the customer, or a failure does not
 * cascade. Each attempt starts when the one before has finished. Nobody to ask, or nobody who says yes, is an ordinary
 * outcome: a failed transaction (providers/tokeflow.md 9.16).
 */
export function charge(draft: TransactionDraft, decision: Decision, means: Means): Charged {
  const attempts: Attempt[] = [];
  let startedAt = draft.createdAt;
  let waitMs = 0;
  for (const connector of decision.candidates.slice(0, decision.cascade.maxAttempts)) {
    const answered = ask(connector, draft, means, attempts.length + 1, startedAt);
    attempts.push(answered.attempt);
    if (connector.latencyIsReal) waitMs += answered.latencyMs;
    const { errorCode, finishedAt } = answered.attempt;
    startedAt = finishedAt ?? startedAt;
    const transaction = { ...blank(draft, startedAt), attempts };
    if (errorCode === null) {
      const routed = { ...transaction, appliedRoutingRuleId: decision.nodeId };
      const taken = finishedAt === null ? awaitCustomer(routed, connector, means) : authorize(routed, connector, means);
      return { ...taken, events: ["transaction.created", ...taken.events], waitMs };
    }
    if (!cascades(failureOf(errorCode), decision.cascade.on)) break;
  }
  const events: TransactionEvent[] = ["transaction.created", "transaction.failed"];
  return { transaction: { ...blank(draft, startedAt), attempts }, events, savedInstrumentId: null, waitMs };
}

/** What an acquirer's yes makes of a charge: verified, captured, or held until its capture. */
export function authorize(
  transaction: Transaction,
  connector: Connector,
  { instrumentId }: Pick<Means, "instrumentId">,
): Omit<Charged, "waitMs"> {
  const { amount, chargeType, capture, updatedAt } = transaction;
  if (chargeType === "setup_verification") {
    const savedInstrumentId = transaction.cardToken === null ? null : instrumentId;
    const paymentInstrumentId = savedInstrumentId ?? transaction.paymentInstrumentId;
    const verified = { ...transaction, status: "authorized", paymentInstrumentId } as const;
    return { transaction: verified, events: ["transaction.authorized"], savedInstrumentId };
  }
  if (capture) {
    const captured = {
      ...transaction,
      status: "authorized",
      amountAuthorized: amount,
      amountCaptured: amount,
    } as const;
    return { transaction: captured, events: ["transaction.authorized"], savedInstrumentId: null };
  }
  const seconds = connector.preauthorizationExpiresInSeconds;
  const held: Transaction = {
    ...transaction,
    status: preauthorizedStatusOf(connector),
    amountAuthorized: amount,
    expiresAt: seconds === null ? null : new Date(updatedAt.getTime() + seconds * 1000),
  };
  return { transaction: held, events: ["transaction.pre_authorized"], savedInstrumentId: null };
}

function ask(connector: Connector, draft: TransactionDraft, means: Means, number: number, startedAt: Date): Answered {
  const { paymentMethod, amount } = draft;
  const turn = { id: means.newAttemptId(), attemptNumber: number, startedAt, chance: means.chance };
  return attempt(connector, { paymentMethod, amount, card: means.card }, turn);
}

/** A challenge has no end of its own; a code or slip to pay by has. */
function awaitCustomer(transaction: Transaction, connector: Connector, means: Means): Omit<Charged, "waitMs"> {
  const events: TransactionEvent[] = ["transaction.pending"];
  const pending = { ...transaction, status: "pending" } as const;
  if (!isPaidLater(transaction.paymentMethod)) return { transaction: pending, events, savedInstrumentId: null };
  const { instructions, expiresAt } = instruct(transaction, means.payee, connector, transaction.updatedAt);
  return {
    transaction: { ...pending, paymentInstructions: instructions, expiresAt },
    events,
    savedInstrumentId: null,
  };
}

/** The transaction as it is if nobody takes it. */
function blank(draft: TransactionDraft, updatedAt: Date): Transaction {
  return {
    ...draft,
    status: "failed",
    amountAuthorized: 0,
    amountCaptured: 0,
    amountRefunded: 0,
    amountRefundPending: 0,
    appliedRoutingRuleId: null,
    paymentInstructions: null,
    expiresAt: null,
    revision: 1,
    updatedAt: later(draft.createdAt, updatedAt),
    attempts: [],
  };
}
