import { type Database, query, sql } from "@understudy/database";

/** Answers once the work waits for a lock of somebody else's transaction; or once it is done, if it never does. */
export async function untilWaiting(db: Database, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  while (!isDone && (await waiting(db)) === 0);
}

async function waiting(db: Database): Promise<number> {
  const [found] = await query<{ count: number }>(
    db,
    sql`SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return found?.count ?? 0;
}
