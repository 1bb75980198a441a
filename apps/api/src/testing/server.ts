import { testDatabase } from "@understudy/database/testing";
import { type Logger, pino } from "pino";
import { afterAll } from "vitest";
import { readConfig } from "../config.ts";
import { type RunningServer, startServer } from "../server.ts";

/**
 * The whole server on a port and a database of its own, as `pnpm start` would run it, but strict: an answer that breaks
 * its spec is a failure. Ends with the test file.
 */
export async function testServer(
  environment: NodeJS.ProcessEnv = {},
  log: Logger = pino({ level: "silent" }),
): Promise<RunningServer> {
  const database = await testDatabase();
  const { config, secrets } = readConfig({ PORT: "0", DATABASE_POOL: "6", ...environment }, "/");
  const server = await startServer({ config, secrets, databaseUrl: database.url, log, validateResponses: "throw" });
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  return server;
}
