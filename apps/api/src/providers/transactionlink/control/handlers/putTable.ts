import { isUuid, Refusal } from "@understudy/domain";
import { tableProblems } from "../../rules/table.ts";
import { put } from "../../store/tables.ts";
import type { Handler } from "../handler.ts";
import { settingsFromWire, tableToWire } from "../wire/table.ts";

export const putTable: Handler<"putTable"> = async ({ path, body }, ctx) => {
  if (!isUuid(path.tableId)) throw new Refusal("invalid", "A table's id must be a UUID.", { field: "path tableId" });
  const settings = settingsFromWire(body);
  const problems = tableProblems(settings.fields);
  if (problems.length > 0) throw new Refusal("invalid", "The fields break a rule.", { problems });
  const { table, isNew } = await put(ctx, path.tableId.toLowerCase(), settings);
  return { status: isNew ? 201 : 200, body: tableToWire(table) };
};
