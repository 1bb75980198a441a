import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Definition } from "./rules/definition.ts";
import { problemsOf } from "./rules/definition-problems.ts";
import { unknownTables } from "./rules/problems/tables.ts";
import { type Put, put } from "./store/definitions.ts";
import { knownTables } from "./store/tables.ts";

/** Makes a definition the current one of its id. Throws a Refusal that tells everything that is wrong with it. */
export async function putJudged(ctx: Context, definition: Definition): Promise<Put> {
  const tables = await knownTables(ctx);
  const problems = [
    ...problemsOf(definition),
    ...unknownTables(definition, tables, "of this sandbox: put the table first."),
  ];
  if (problems.length > 0) {
    const rules = problems.length === 1 ? "a rule" : `${problems.length} rules`;
    throw new Refusal("invalid", `The definition breaks ${rules}.`, { problems });
  }
  return put(ctx, definition);
}
