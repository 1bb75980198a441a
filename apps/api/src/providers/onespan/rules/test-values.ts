import type { User } from "./transaction.ts";

/** What a person's last name makes happen, whatever is shown (providers/onespan.md 8). The last one is ours. */
export type Trigger = "fail" | "error" | "timeout" | "audit_trail_error";

const triggers: Readonly<Record<string, Trigger>> = {
  ...{ FAIL: "fail", ERROR: "error", TIMEOUT: "timeout", AUDIT_TRAIL_ERROR: "audit_trail_error" },
};

export function triggerOf(user: Pick<User, "last_name"> | undefined): Trigger | undefined {
  const name = user?.last_name ?? "";
  return Object.hasOwn(triggers, name) ? triggers[name] : undefined;
}
