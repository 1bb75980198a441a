import type { TestDatabase } from "@understudy/database/testing";

/** Finds every table that has a text in any of its columns, the platform's and the jobs' own included. */
export function tablesOf({ pool }: Pick<TestDatabase, "pool">) {
  return async (text: string): Promise<string[]> => {
    const { rows } = await pool.query<{ place: string; name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS place, tablename AS name
        FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { place, name } of rows) {
      const { rowCount } = await pool.query(`SELECT FROM ${place} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [text]);
      if (rowCount) found.push(name);
    }
    return found;
  };
}
