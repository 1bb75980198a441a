import { Refusal } from "@understudy/domain";
import type { CallContext, Credential } from "@understudy/engine";
import { limitsOf } from "./caller.ts";

/** What a token may do, in a workspace, with a definition or in a table (providers/transactionlink.md 2.4). */
export const permissions = [
  "can_run",
  "can_view_workspace",
  "can_read_data",
  "can_edit_data",
  "can_read_attachments",
  "can_edit_attachments",
] as const;

export type Permission = (typeof permissions)[number];

/** Any one of them is enough. */
export function demandAny({ scopes }: Credential, wanted: readonly string[]): void {
  if (!wanted.some((permission) => scopes.includes(permission)))
    throw new Refusal("no_scope", `The token lacks the permission ${wanted.join(" or ")}.`);
}

/**
 * The token may run this definition; or has a permission in the whole workspace that is as good, where the operation
 * names one.
 */
export function demandDefinition({ credential }: CallContext, definitionId: string, instead?: Permission): void {
  if (instead !== undefined && credential.scopes.includes(instead)) return;
  if (!isAmong(limitsOf(credential).definitionIds, definitionId))
    throw new Refusal(
      "no_scope",
      `The token lacks the permission can_run for the workflow definition ${definitionId}.`,
    );
}

/** The token's permission, which it must have, holds in this table. */
export function demandTable({ credential }: CallContext, tableId: string, permission: Permission): void {
  if (!isAmong(limitsOf(credential).tableIds, tableId))
    throw new Refusal("no_scope", `The token lacks the permission ${permission} in the table ${tableId}.`);
}

/** UUIDs are the same in either case. */
function isAmong(ids: readonly string[] | null, id: string): boolean {
  return ids === null || ids.some((each) => each.toLowerCase() === id.toLowerCase());
}
