import type { Workflow } from "./workflow.ts";

const hour = 3_600_000;

type Schedule = Pick<Workflow, "createdAt" | "expireAt">;

/**
 * Reminders come so many hours after the creation, and again each time as many hours later, while there is something to be
 * reminded of: none at or after the expiry (providers/rocketkor.md 9, OD-22).
 */
export function nextReminder({ createdAt, expireAt }: Schedule, intervalHours: number, after: Date): Date | null {
  const interval = intervalHours * hour;
  // A clock may be set back to before the creation: there is no reminder from before it either.
  const passed = Math.max(0, Math.floor((after.getTime() - createdAt.getTime()) / interval));
  const next = createdAt.getTime() + (passed + 1) * interval;
  return next < expireAt.getTime() ? new Date(next) : null;
}
