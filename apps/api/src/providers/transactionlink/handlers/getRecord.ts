import type { Handler } from "../handler.ts";
import { demandTable } from "../permissions.ts";
import * as records from "../store/records.ts";
import * as tables from "../store/tables.ts";
import { recordToWire } from "../wire/record.ts";

export const getRecord: Handler<"getRecord"> = async ({ path }, ctx) => {
  demandTable(ctx, path.tableId, "can_read_data");
  const { id: tableId } = await tables.get(ctx, path.tableId);
  return { status: 200, body: recordToWire(await records.get(ctx, { tableId, id: path.id })) };
};
