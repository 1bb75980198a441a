import { testDatabase } from "@understudy/database/testing";
import { type Logger, pino } from "pino";
import { afterAll } from "vitest";
import { readConfig } from "../config.ts";
import { readSeeds } from "../seeds.ts";
import { type RunningServer, startServer } from "../server.ts";
import { providers } from "../services.ts";

/**
 * The whole server on a port and a database of its own, as `pnpm start` would run it, but strict: an answer that breaks
 * its spec is a failure. Ends with the test file.
 */
export async function testServer(environment: NodeJS.ProcessEnv = {}, log: Logger = silent): Promise<RunningServer> {
  const { start } = await testHouse(environment, log);
  return start();
}

const silent = pino({ level: "silent" });

/** A database with as many servers as are started on it. All of it ends with the test file. */
export async function testHouse(environment: NodeJS.ProcessEnv = {}, log: Logger = silent) {
  const database = await testDatabase();
  const servers: RunningServer[] = [];
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await database.close();
  });
  async function start(own: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
    const { config, secrets } = readConfig({ PORT: "0", DATABASE_POOL: "6", ...environment, ...own }, "/");
    const seeds = await readSeeds(config.seedDir, providers);
    const options = { config, secrets, seeds, databaseUrl: database.url, log };
    const server = await startServer({ ...options, validateResponses: "throw" });
    servers.push(server);
    return server;
  }
  return { database, start };
}
