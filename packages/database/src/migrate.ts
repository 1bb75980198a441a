import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { connect } from "./connect.ts";
import type { Log } from "./log.ts";
import { StartFailure } from "./start-failure.ts";

const ourFolder = join(import.meta.dirname, "../prisma/migrations");

/** The key that Prisma's own commands lock, so that `prisma migrate deploy` and a starting server wait for each other. */
const lockKey = 72_707_369;

export interface MigrateOptions {
  readonly log: Log;
  /** Where the migrations lie; those of this package unless a test says otherwise. */
  readonly folder?: string;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Brings the database up to this version and answers the names of the migrations that it applied, each in a transaction
 * of its own and recorded as Prisma records it. Any number of processes may do so at once. Throws StartFailure when the
 * database is newer than this version, when an applied migration was changed, or when one fails.
 */
export async function migrate(databaseUrl: string, { log, folder = ourFolder }: MigrateOptions): Promise<string[]> {
  const [client, migrations] = await Promise.all([connect(databaseUrl), readMigrations(folder)]);
  try {
    if (pending(migrations, await readApplied(client)).length === 0) return [];
    // Held by the session: it falls with the connection, even when this process is killed on the way.
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    const applied = await readApplied(client);
    if (applied.length === 0) await prepare(client);
    const missing = pending(migrations, applied);
    for (const migration of missing) await apply(client, migration);
    if (missing.length > 0) log.info({ migrations: missing.length }, "database schema brought up to date");
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  try {
    const { rows } = await client.query<Applied>(
      "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    return rows;
  } catch (error) {
    if ((error as { code?: string }).code === "42P01") return [];
    throw error;
  }
}

/** The migrations that the database lacks, or a refusal to touch a database that went another way. */
function pending(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at: finishedAt } of applied) {
    const migration = known.get(name);
    if (migration === undefined)
      throw new StartFailure(
        `The database has a migration ${name} that this version does not know: start the newer version that made it.`,
      );
    if (finishedAt === null)
      throw new StartFailure(`Migration ${name} stopped halfway: settle it with "prisma migrate resolve", then start.`);
    if (migration.checksum !== checksum)
      throw new StartFailure(
        `Migration ${name} was changed after the database took it: restore its migration.sql, or use a new database.`,
      );
  }
  const done = new Set(applied.map(({ migration_name: name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

/** Makes Prisma's table of migrations, unless the database belongs to somebody else. */
async function prepare(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
       AND relname <> '_prisma_migrations' LIMIT 1`,
  );
  if (rows[0])
    throw new StartFailure(
      `The database "${client.database}" already holds a table "${rows[0].relname}": give Understudy one of its own.`,
    );
  await client.query(
    `CREATE TABLE IF NOT EXISTS _prisma_migrations (
       id VARCHAR(36) PRIMARY KEY NOT NULL,
       checksum VARCHAR(64) NOT NULL,
       finished_at TIMESTAMPTZ,
       migration_name VARCHAR(255) NOT NULL,
       logs TEXT,
       rolled_back_at TIMESTAMPTZ,
       started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
       applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
  );
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    throw new StartFailure(`Migration ${name} failed: ${(cause as Error).message}.`, { cause });
  }
}
