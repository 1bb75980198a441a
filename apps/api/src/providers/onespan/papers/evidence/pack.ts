import type { Session, TransactionEvent } from "../../rules/event.ts";
import type { Scene, TransactionStatus } from "../../rules/transaction.ts";
import type { Verification } from "../../rules/verification.ts";

/** All that the evidence of one transaction is made from. */
export interface EvidencePack extends Scene {
  readonly tenantId: string;
  /** In the order in which they happened. */
  readonly events: readonly TransactionEvent[];
  /** In the order in which they began. */
  readonly sessions: readonly Session[];
  /** In the order in which they were made. */
  readonly verifications: readonly Verification[];
  /**
   * The bytes of a picture, an agreement or a signed copy by its file's id; undefined for one that is gone. Each is asked
   * for when its turn comes and let go of before the next one is, so that no pack has to be held as a whole.
   */
  readonly read: (fileId: string) => Promise<Uint8Array | undefined>;
  /** The only time that the pack has of its own. */
  readonly generatedAt: Date;
}

/** What all participants together came to. */
export function resultOf({ participants }: EvidencePack): "Passed" | "Failed" | "Signed" | "Undecided" {
  const outcomes = participants.map(({ outcome }) => outcome);
  if (outcomes.includes("failed")) return "Failed";
  if (outcomes.length === 0 || outcomes.includes(null)) return "Undecided";
  return outcomes.includes("signed") ? "Signed" : "Passed";
}

/** From 1, in the order in which they began; by these numbers the pack speaks of sessions. */
export function sessionNumbers({ sessions }: EvidencePack): ReadonlyMap<string, number> {
  return new Map(sessions.map(({ id }, index) => [id, index + 1]));
}

/** A finished transaction waits for nothing but its evidence: in the pack it is complete, as of the moment it is made. */
export function completionOf({ transaction, generatedAt }: EvidencePack): {
  readonly status: TransactionStatus;
  readonly completedAt: Date | null;
} {
  const { status, completedAt } = transaction;
  return status === "post_processing" ? { status: "completed", completedAt: generatedAt } : { status, completedAt };
}
