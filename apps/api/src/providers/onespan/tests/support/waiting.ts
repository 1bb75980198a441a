import type { TestDatabase } from "@understudy/database/testing";

type Database = Pick<TestDatabase, "pool">;

/** How many sessions wait for a lock of somebody else's transaction. */
export async function waitingIn({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

/** Answers once the work waits for a lock; or once it is done, if it never does. */
export async function untilWaiting(database: Database, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone && (await waitingIn(database)) === 0);
}

/** Does something while no file can be written, so that whoever puts papers together stands in the middle of it. */
export async function withoutNewFiles<T>({ pool }: Database, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("LOCK TABLE onespan_file IN SHARE MODE");
    return await work();
  } finally {
    await client.query("COMMIT");
    client.release();
  }
}
