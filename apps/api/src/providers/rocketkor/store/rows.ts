import { raw, type Sql, sql, toColumns } from "@understudy/database";
import type { Context } from "@understudy/engine";

/**
 * Writes rows of one table, each with the same fields of its Prisma model; at least one. What they leave out, such as the
 * sequence of writing, the table fills in.
 */
export function insertRows({ sandbox }: Context, table: string, rows: readonly object[]): Sql {
  const columns = rows.map((row) => toColumns({ sandboxId: sandbox.id, ...row }));
  const names = raw(Object.keys(columns[0] ?? {}).join(", "));
  return sql`
    INSERT INTO ${raw(table)} (${names})
    SELECT ${names} FROM json_populate_recordset(NULL::${raw(table)}, ${JSON.stringify(columns)}::json)`;
}
