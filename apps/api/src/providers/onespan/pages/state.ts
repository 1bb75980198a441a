import { isDone } from "../rules/journey/scene.ts";
import type { Occasion } from "./occasion.ts";

/** What somebody who opens a page finds. */
export type State = "step" | "result" | Ended;
/** Nothing can be done here any more, and not all was done. */
export type Ended = "cancelled" | "expired" | "error" | "timeout" | "left";

/** What is late is over, whether or not the clock's timer has run yet. */
export function stateOf({ ctx: { now }, scene: { transaction }, participant, session }: Occasion): State {
  const { status, expiresAt, workflow } = transaction;
  if (status === "cancelled" || status === "expired" || status === "error") return status;
  if (status === "new" && expiresAt <= now) return "expired";
  if (isDone(participant)) return "result";
  if (!session) return "step";
  if (session.endedAt) return session.endReason === "timeout" ? "timeout" : "left";
  return session.lastRequestAt.getTime() + workflow.sessionTimeoutMs <= now.getTime() ? "timeout" : "step";
}
