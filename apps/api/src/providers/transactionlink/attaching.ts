import type { CallContext } from "@understudy/engine";
import { demandTable, type Permission } from "./permissions.ts";
import * as records from "./store/records.ts";
import * as tables from "./store/tables.ts";

/** The record whose attachments are meant, for a token that has the permission in its table. */
export async function recordFor(
  ctx: CallContext,
  { tableId, recordId }: { readonly tableId: string; readonly recordId: string },
  permission: Permission,
): Promise<records.TableRecord> {
  demandTable(ctx, tableId, permission);
  const { id } = await tables.get(ctx, tableId);
  return records.get(ctx, { tableId: id, id: recordId });
}
