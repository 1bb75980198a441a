import type { User } from "./transaction.ts";

/** What a person's last name makes happen, whatever is shown (providers/onespan.md 8). */
export type Trigger = "fail" | "error" | "timeout";

const triggers: Readonly<Record<string, Trigger>> = { FAIL: "fail", ERROR: "error", TIMEOUT: "timeout" };

export function triggerOf(user: Pick<User, "last_name"> | undefined): Trigger | undefined {
  const name = user?.last_name ?? "";
  return Object.hasOwn(triggers, name) ? triggers[name] : undefined;
}
