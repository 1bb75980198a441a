import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findRunning } from "../embedded/pid-file.ts";
import { startEmbedded } from "../embedded.ts";
import { migrate } from "../migrate.ts";

const template = "template_for_tests";
const silent = { info: () => undefined, warn: () => undefined };

/** What a test file needs to make a database of its own. */
export interface TestServer {
  /** A database of the server to give orders in; its path is replaced to reach another. */
  readonly url: string;
  /** The migrated database that others are copied from; nobody may stay connected to it. */
  readonly template: string;
}

export interface TestServerOptions {
  /** Does to the migrated template what is to be found in every test's database. */
  readonly prepare?: (databaseUrl: string) => Promise<void>;
}

/** The part of Vitest's project that takes values for the test files. */
interface Project {
  provide(key: "testServer", value: TestServer): void;
}

/** For Vitest's global set-up: starts a server, hands it to all test files, and answers how to stop it. */
export async function provideTestServer(
  project: Project,
  options: TestServerOptions = {},
): Promise<() => Promise<void>> {
  const { stop, ...server } = await startTestServer(options);
  project.provide("testServer", server);
  return stop;
}

/** A server that keeps nothing: its data lies in a temporary folder and goes with it. */
export async function startTestServer({
  prepare,
}: TestServerOptions = {}): Promise<TestServer & { stop(): Promise<void> }> {
  sweep();
  const dataDir = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // PostgreSQL's user must get through when we are root.
  chmodSync(dataDir, 0o755);
  const { url, stop } = await startEmbedded({ dataDir, durable: false, log: silent });
  await withClient(url, (client) => client.query(`CREATE DATABASE ${template}`));
  const templateUrl = databaseAt(url, template);
  await migrate(templateUrl, { log: silent });
  await prepare?.(templateUrl);
  return {
    url,
    template,
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The address of another database of the same server. */
export function databaseAt(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const prefix = "understudy-test-";

/** Ends the servers of test runs that were killed, and removes what they left. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : 0;
    if (!owner || isAlive(owner)) continue;
    const folder = join(tmpdir(), name);
    try {
      const running = findRunning(join(folder, "postgres/data"));
      if (running) process.kill(running.pid, "SIGQUIT");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Another user's, or another run sweeps it too.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
