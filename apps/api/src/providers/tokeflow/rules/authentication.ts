import { Refusal } from "@understudy/domain";
import { resume } from "./acquirer.ts";
import { authorize, type Charged, type Means } from "./charge.ts";
import type { Connector } from "./connector.ts";
import { awaitsAuthentication, endUnpaid, touch } from "./lifecycle.ts";
import type { Attempt, Change, Transaction } from "./transaction.ts";

/**
 * The cardholder passed the 3-D Secure challenge, so the acquirer that asked for it now answers. Its no is final:
 * another connector would need a fresh consent (providers/tokeflow.md 8.2, 9.19).
 */
export function authenticate(
  transaction: Transaction,
  connector: Connector,
  means: Pick<Means, "card" | "chance" | "instrumentId">,
  now: Date,
): Charged {
  const pending = challengeOf(transaction);
  const { id, attemptNumber } = pending;
  const { paymentMethod, amount } = transaction;
  const purchase = { paymentMethod, amount, card: means.card };
  const answer = resume(connector, purchase, { id, attemptNumber, startedAt: now, chance: means.chance });
  const answered: Attempt = { ...answer.attempt, startedAt: pending.startedAt };
  const attempts = transaction.attempts.map((other) => (other.id === id ? answered : other));
  const concluded = touch({ ...transaction, attempts }, answered.finishedAt ?? now);
  const waitMs = connector.latencyIsReal ? answer.latencyMs : 0;
  if (answered.status === "success") return { ...authorize(concluded, connector, means), waitMs };
  const failed = { ...concluded, status: "failed", appliedRoutingRuleId: null } as const;
  return { transaction: failed, events: ["transaction.failed"], savedInstrumentId: null, waitMs };
}

/** The cardholder failed or left the challenge. */
export function failAuthentication(transaction: Transaction, now: Date): Change {
  const { id } = challengeOf(transaction);
  const ended = endUnpaid(transaction, "THREE_DS_FAILED", now);
  const attempts = ended.attempts.map((attempt) =>
    attempt.id === id ? ({ ...attempt, threeDsStatus: "failed" } as const) : attempt,
  );
  return { transaction: { ...ended, status: "failed", attempts }, events: ["transaction.failed"] };
}

function challengeOf(transaction: Transaction): Attempt {
  const pending = transaction.attempts.at(-1);
  if (pending === undefined || !awaitsAuthentication(transaction)) {
    const rule = "only a transaction that waits for a 3-D Secure challenge can be authenticated.";
    throw new Refusal("wrong_state", `${transaction.id} is ${transaction.status}; ${rule}`);
  }
  return pending;
}
