import { paged } from "../../../../page.ts";
import { type ListedRecord, list } from "../../store/records.ts";
import { get } from "../../store/tables.ts";
import type { Handler } from "../handler.ts";
import { recordToWire } from "../wire/table.ts";

export const listRecords: Handler<"listRecords"> = async ({ path, query }, ctx) => {
  const { id } = await get(ctx, path.tableId);
  const body = await paged<ListedRecord, ReturnType<typeof recordToWire>>(
    query,
    (page) => list(ctx, id, page),
    ({ sequence }) => sequence,
    recordToWire,
  );
  return { status: 200, body };
};
