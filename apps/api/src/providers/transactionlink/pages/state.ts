import type { Scene } from "../rules/execution.ts";

/** What somebody who opens the page finds. */
export type State = "step" | "checking" | "later" | Ended;
export type Ended = "completed" | "cancelled" | "expired" | "failed";

/** One whose time is up has expired, whether or not the clock's timer has run yet. */
export function stateOf({ execution }: Scene, now: Date): State {
  const { status, awaits, expiresAt } = execution;
  if (status !== "RUNNING") return endings[status];
  if (now >= expiresAt) return "expired";
  if (awaits === "person") return "step";
  return awaits === "event" || awaits === "time" ? "later" : "checking";
}

const endings = { COMPLETED: "completed", CANCELLED: "cancelled", EXPIRED: "expired", FAILED: "failed" } as const;
