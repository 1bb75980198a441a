import { type Fault, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Definition } from "./rules/definition.ts";
import { problemsOf } from "./rules/definition-problems.ts";
import { type Put, put } from "./store/definitions.ts";
import { find } from "./store/tables.ts";

/** Makes a definition the current one of its id. Throws a Refusal that tells everything that is wrong with it. */
export async function putJudged(ctx: Context, definition: Definition): Promise<Put> {
  const problems = [...problemsOf(definition), ...(await tableProblems(ctx, definition))];
  if (problems.length > 0) {
    const rules = problems.length === 1 ? "a rule" : `${problems.length} rules`;
    throw new Refusal("invalid", `The definition breaks ${rules}.`, { problems });
  }
  return put(ctx, definition);
}

/** The tables that it names must be there: nothing else would tell that a name is misspelt. */
async function tableProblems(ctx: Context, { recordTableId, steps }: Definition): Promise<readonly Fault[]> {
  const named = [
    { field: "recordTableId", tableId: recordTableId },
    ...Object.entries(steps).map(([key, step]) => ({
      field: `steps.${key}.tableId`,
      tableId: (step.type === "record" && step.tableId) || null,
    })),
  ].filter((place): place is { field: string; tableId: string } => place.tableId !== null);
  const unknown: Fault[] = [];
  for (const { field, tableId } of named)
    if (!(await find(ctx, tableId)))
      unknown.push({
        field,
        rule: "unknown_table",
        message: `${field} names ${tableId}, which is no table of this sandbox: put the table first.`,
      });
  return unknown;
}
