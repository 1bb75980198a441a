import type { Fault } from "@understudy/domain";
import type { Workflow } from "../workflow.ts";
import { fault } from "./reading.ts";

interface Named {
  readonly role: string;
}

/** The users, and the tokens that are asked for, whose role the workflow does not have (providers/onespan.md 7.33). */
export function faultsOfRoles(
  workflow: Pick<Workflow, "roles">,
  users: readonly Named[],
  tokens: readonly Named[],
): readonly Fault[] {
  const all = [
    ...users.map(({ role }, index) => ({ role, at: `users.${index}.role` })),
    ...tokens.map(({ role }, index) => ({ role, at: `tokens.${index}.role` })),
  ];
  return all.flatMap(({ role, at }) => faultsOfRole(workflow, role, at));
}

/** The same of one role, `at` the field that names it. */
export function faultsOfRole({ roles }: Pick<Workflow, "roles">, role: string, at = "role"): readonly Fault[] {
  if (roles.includes(role)) return [];
  return [fault(at, "role", `must be a role of the workflow, which has ${inWords(roles)}`)];
}

/** `signer1, signer2 and Lender` */
function inWords(names: readonly string[]): string {
  const last = names.at(-1) ?? "none";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
