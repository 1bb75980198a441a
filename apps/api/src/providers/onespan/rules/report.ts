import { owesLender } from "./journey/scene.ts";
import type { Scene, User } from "./transaction.ts";
import type { Verification } from "./verification.ts";

export type Verdict = "undefined" | "passed" | "failed";

/**
 * Whether the people of a transaction are who they say: known once all are done, the lender too where one signs, and
 * passed only if all have passed.
 */
export function verdictOf({ transaction, participants }: Pick<Scene, "transaction" | "participants">): Verdict {
  const outcomes = participants.map(({ outcome }) => outcome);
  if (outcomes.includes(null) || owesLender(transaction)) return "undefined";
  return outcomes.includes("failed") ? "failed" : "passed";
}

const verdicts = { SUCCESS: "passed", FAILED: "failed", IN_PROGRESS: "undefined" } as const;

interface StageHead {
  /** From 1. */
  readonly number: number;
  readonly attempt: number;
  readonly verdict: Verdict;
  readonly at: Date;
}

/** What was known of a person before anything was verified, or what one verification came to. */
export type Stage = StageHead &
  ({ readonly user: User | null } | { readonly verification: Verification; readonly transactionId: string });

export interface Report {
  readonly transactionId: string;
  readonly verdict: Verdict;
  readonly progress: "in_progress" | "completed" | "cancelled" | "expired" | "error";
  readonly stages: readonly Stage[];
}

/** How far the verification has come: a stage for each person, and one for each verification, the earlier ones first. */
export function reportOf(
  scene: Pick<Scene, "transaction" | "participants">,
  verifications: readonly Verification[],
): Report {
  const { transaction, participants } = scene;
  const { id: transactionId, users, createdAt } = transaction;
  const verdict = verdictOf(scene);
  const before = participants.map(({ role }) => {
    const user = users.find((each) => each.role === role) ?? null;
    return { attempt: 1, verdict: "passed" as const, at: createdAt, user };
  });
  const later = verifications
    .toSorted((one, other) => one.number - other.number)
    .map((verification) => {
      const { attempt, status, at } = verification;
      return { attempt, verdict: verdicts[status], at, verification, transactionId };
    });
  const stages = [...before, ...later].map((stage, index) => ({ number: index + 1, ...stage }));
  return { transactionId, verdict, progress: progressOf(transaction, verdict), stages };
}

/** A verdict that is known is in progress no more, though the evidence may still be put together. */
function progressOf({ status }: Scene["transaction"], verdict: Verdict): Report["progress"] {
  if (status === "cancelled" || status === "expired" || status === "error") return status;
  return verdict === "undefined" ? "in_progress" : "completed";
}
