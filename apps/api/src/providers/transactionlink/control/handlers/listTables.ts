import { paged } from "../../../../page.ts";
import { type ListedTable, list } from "../../store/tables.ts";
import type { Handler } from "../handler.ts";
import { tableToWire } from "../wire/table.ts";

export const listTables: Handler<"listTables"> = async ({ query }, ctx) => {
  const body = await paged<ListedTable, ReturnType<typeof tableToWire>>(
    query,
    (page) => list(ctx, page),
    ({ sequence }) => sequence,
    tableToWire,
  );
  return { status: 200, body };
};
