import type { AccountState, FinancialAccount } from "./account.ts";
import type { Actor } from "./actor.ts";
import type { AccountOutcome } from "./outcomes.ts";

interface AccountSettings {
  readonly state: AccountState;
  readonly outcome: AccountOutcome;
}

/** A state that it has already keeps the time since when it has it. */
export function withSettings(
  account: FinancialAccount,
  { state, outcome }: AccountSettings,
  by: Actor,
  now: Date,
): FinancialAccount {
  const changed = { ...account, outcome, updatedBy: by, updatedAt: now };
  if (state === account.state) return changed;
  return { ...changed, state, stateAt: now, previousState: account.state, previousStateAt: account.stateAt };
}
