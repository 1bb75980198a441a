import type { Scene } from "../rules/workflow.ts";

/** What somebody who opens the link finds. */
export type State = "introduction" | "step" | "completed" | Ended;
/** Nothing can be done any more, and not all was done. */
export type Ended = "declined" | "cancelled" | "expired";

/** One whose time is up has expired, whether or not the clock's timer has run yet. */
export function stateOf({ workflow }: Pick<Scene, "workflow">, now: Date): State {
  const { status, expireAt, openedAt } = workflow;
  if (status !== "ACTIVE") return endings[status];
  if (expireAt <= now) return "expired";
  return openedAt === null ? "introduction" : "step";
}

const endings = {
  COMPLETED: "completed",
  DECLINED: "declined",
  CANCELLED: "cancelled",
  EXPIRED: "expired",
  // Nobody meets a workflow before it is active, and nothing archives one (providers/rocketkor.md OD-18).
  CREATED: "introduction",
  ARCHIVED: "cancelled",
} as const;
