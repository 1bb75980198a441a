import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { inject } from "vitest";
import { openStore, type Store } from "./store.ts";
import { databaseAt, type TestServer, withClient } from "./testing/server.ts";

export { provideTestServer, startTestServer, type TestServer, type TestServerOptions } from "./testing/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

export interface TestDatabase extends Store {
  readonly url: string;
}

/** A migrated database of this test file's own, dropped by `close`. Needs the server of `provideTestServer`. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template } = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  // Copying the files is faster than writing them to the log, and a checkpoint costs nothing without fsync.
  await withClient(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
  );
  const url = databaseAt(serverUrl, name);
  const store = await openStore({ databaseUrl: url, log: { warn: () => undefined } });
  return {
    ...store,
    url,
    async close() {
      await store.close();
      await withClient(serverUrl, (client) => drop(client, name));
    },
  };
}

/** A drop that meets a session waits a tenth of a second for it to end; those of the closed pool end sooner. */
async function drop(client: pg.Client, name: string): Promise<void> {
  const deadline = performance.now() + 100;
  const sessions = () => client.query("SELECT FROM pg_stat_activity WHERE datname = $1 LIMIT 1", [name]);
  while ((await sessions()).rowCount !== 0 && performance.now() < deadline) await delay(2);
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
