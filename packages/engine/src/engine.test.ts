import { testDatabase } from "@understudy/database/testing";
import { expect, onTestFinished, test } from "vitest";
import { installJobs } from "./engine.ts";
import { realNow } from "./real-time.ts";
import { eventually, setTimer, telling, testEngine, testSandbox } from "./testing.ts";

test("several processes may prepare a new database for jobs at once, and again at every start", async () => {
  const database = await testDatabase();
  onTestFinished(() => database.close());
  await Promise.all(Array.from({ length: 4 }, () => installJobs(database.url)));
  await installJobs(database.url);
  const engine = await testEngine(database, { timers: telling });
  const sandbox = await testSandbox(database, null);
  await setTimer(engine.within(database.db, sandbox, realNow()), "ring", "a", realNow());
  await eventually(async () => expect(await database.db.event.count()).toBe(1));
});

test("an engine may be closed twice, and holds no connection afterwards", async () => {
  const database = await testDatabase();
  onTestFinished(() => database.close());
  await installJobs(database.url);
  const engine = await testEngine(database);
  await Promise.all([engine.close(), engine.close()]);
  await eventually(async () => {
    const { rows } = await database.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'understudy %'",
    );
    expect(rows).toEqual([]);
  });
});
