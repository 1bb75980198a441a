import { Refusal } from "@understudy/domain";
import type { Handler } from "../handler.ts";
import { demandTable } from "../permissions.ts";
import { present, recordProblems } from "../rules/record.ts";
import * as records from "../store/records.ts";
import * as tables from "../store/tables.ts";
import { recordToWire } from "../wire/record.ts";

export const createRecord: Handler<"createRecord"> = async ({ path, body }, ctx) => {
  demandTable(ctx, path.tableId, "can_edit_data");
  const { id, fields } = await tables.get(ctx, path.tableId);
  const problems = recordProblems(fields, body);
  if (problems.length > 0) throw new Refusal("invalid", "The record does not fit its table.", { problems });
  return { status: 201, body: recordToWire(await records.create(ctx, id, present(body))) };
};
