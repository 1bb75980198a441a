/** What an operation may need: the scopes of the spec's `accessToken`. */
const scopes = ["read", "customers:write", "transactions:write"] as const;
type Scope = (typeof scopes)[number];

/** What a service account is, in the end one of these (providers/rocketkor.md 2, OD-3). */
export const roles = ["owner", "admin", "manager", "clerk", "finance", "view-only"] as const;
export type Role = (typeof roles)[number];

const rights: Readonly<Record<Role, readonly Scope[]>> = {
  owner: scopes,
  manager: scopes,
  clerk: scopes,
  finance: scopes,
  // May not make transactions, nor what becomes one.
  admin: ["read", "customers:write"],
  "view-only": ["read"],
};

export function scopesOf(role: Role): readonly Scope[] {
  return rights[role];
}

/** Who may do what needs all of these. */
export function rolesWith(needed: readonly string[]): readonly Role[] {
  return roles.filter((role) => needed.every((scope) => rights[role].some((own) => own === scope)));
}
