import type { TestDatabase } from "@understudy/database/testing";

type Database = Pick<TestDatabase, "pool">;

/** All tables of this provider, and those of the platform that hold what it does. */
export async function tablesIn({ pool }: Database): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
      AND (tablename LIKE 'onespan%' OR tablename IN ('credential', 'event', 'subscription', 'timer'))
      ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** How many rows of each of these tables belong to the sandbox, where there are any. */
export async function rowsOf(database: Database, sandboxId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await tablesIn(database)) {
    const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM "${name}" WHERE sandbox_id = $1`, [
      sandboxId,
    ]);
    if (rows[0].n > 0) counts[name] = rows[0].n;
  }
  return counts;
}
