import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { StartFailure } from "../start-failure.ts";
import { user } from "./cluster.ts";

/** Any number that nobody else locks in our database. */
const lockKey = 4_700_470_047;
const prefix = "understudy process ";
/** The server needs a moment to notice that a killed owner is gone. */
const patienceMs = 2_000;

/**
 * Makes this process the owner of the server: a lock of a session that is kept for as long as the process lives and
 * falls with it, however it ends. Throws StartFailure when another process has it.
 */
export async function takeOwnership(url: string, dataDir: string): Promise<pg.Client> {
  const client = await connectMaking(url);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [lockKey]);
    if (rows[0]?.taken) return client;
    if (performance.now() > deadline) break;
    await delay(20);
  }
  const owner = await nameOwner(client);
  await client.end();
  throw new StartFailure(
    `The data folder ${dataDir} is in use by another Understudy${owner}: stop that one, or set DATA_DIR to another.`,
  );
}

/** Connects to our database, which the very first connection makes. */
async function connectMaking(url: string): Promise<pg.Client> {
  try {
    return await connectTo(url);
  } catch (error) {
    if ((error as { code?: string }).code !== "3D000") throw error;
  }
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = await connectTo(maintenance.href);
  try {
    await client.query(`CREATE DATABASE ${user}`);
  } catch (error) {
    // Another process that started at the same moment was first: 42P04, or 23505 when it was by a hair.
    if (!["42P04", "23505"].includes((error as { code?: string }).code ?? "")) throw error;
  } finally {
    await client.end();
  }
  return connectTo(url);
}

async function connectTo(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: `${prefix}${process.pid}` });
  // Without a listener, a server that is stopped by somebody else would end this process.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function nameOwner(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND granted AND ((classid::bigint << 32) | objid::bigint) = $1`,
    [lockKey],
  );
  const name = rows[0]?.application_name ?? "";
  return name.startsWith(prefix) ? ` (process ${name.slice(prefix.length)})` : "";
}
