import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { newId } from "./id.ts";
import { migrate } from "./migrate.ts";
import { databaseAt, withClient } from "./testing/server.ts";

const { url: serverUrl } = inject("testServer");
const log = { info: () => undefined, warn: () => undefined };
const ours = join(import.meta.dirname, "../prisma/migrations");
const names = readdirSync(ours).filter((name) => !name.includes("."));
const made: string[] = [];
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  await withClient(serverUrl, async (client) => {
    for (const name of made) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  });
});

async function emptyDatabase(): Promise<string> {
  const name = newId("empty");
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  made.push(name);
  return databaseAt(serverUrl, name);
}

/** A copy of our migrations, to be changed. */
function copyOfOurs(): string {
  const folder = mkdtempSync(join(tmpdir(), "migrations-"));
  folders.push(folder);
  cpSync(ours, folder, { recursive: true });
  return folder;
}

function add(folder: string, name: string, sql: string): void {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, "migration.sql"), sql);
}

const recorded = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query("SELECT * FROM _prisma_migrations ORDER BY migration_name");
    return rows;
  });

test("an empty database gets all migrations, recorded as Prisma records them", async () => {
  const url = await emptyDatabase();
  expect(await migrate(url, { log })).toEqual(names);
  const rows = await recorded(url);
  expect(rows.map((row) => row.migration_name)).toEqual(names);
  for (const row of rows) {
    const sql = readFileSync(join(ours, row.migration_name, "migration.sql"));
    expect(row).toMatchObject({
      checksum: createHash("sha256").update(sql).digest("hex"),
      finished_at: expect.any(Date),
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    });
  }
});

test("a migrated database is left as it is", async () => {
  const url = await emptyDatabase();
  await migrate(url, { log });
  const before = await recorded(url);
  expect(await migrate(url, { log })).toEqual([]);
  expect(await recorded(url)).toEqual(before);
});

test("of several processes that start at once each migration is applied by one", async () => {
  const url = await emptyDatabase();
  const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(url, { log })));
  expect(applied.flat().sort()).toEqual(names);
  expect(await recorded(url)).toHaveLength(names.length);
});

test("a migration that fails leaves nothing of itself and says why in one line", async () => {
  const url = await emptyDatabase();
  const folder = copyOfOurs();
  add(folder, "29990101000000_bad", "CREATE TABLE half (id int); SELECT nonsense;");
  await expect(migrate(url, { log, folder })).rejects.toMatchObject({
    name: "StartFailure",
    message: 'Migration 29990101000000_bad failed: column "nonsense" does not exist.',
  });
  const half = await withClient(url, (client) => client.query("SELECT to_regclass('half') AS half"));
  expect(half.rows).toEqual([{ half: null }]);
  expect(await migrate(url, { log })).toEqual([]);
});

test("a migration that was changed after it was applied is refused", async () => {
  const url = await emptyDatabase();
  await migrate(url, { log });
  const folder = copyOfOurs();
  writeFileSync(join(folder, names[0] ?? "", "migration.sql"), "SELECT 1;");
  await expect(migrate(url, { log, folder })).rejects.toThrow(`Migration ${names[0]} was changed after`);
});

test("a database of a newer version is refused", async () => {
  const url = await emptyDatabase();
  const folder = copyOfOurs();
  add(folder, "29990101000000_later", "CREATE TABLE later (id int);");
  await migrate(url, { log, folder });
  await expect(migrate(url, { log })).rejects.toThrow(
    "a migration 29990101000000_later that this version does not know",
  );
});

test("a migration that another tool left halfway is refused", async () => {
  const url = await emptyDatabase();
  await migrate(url, { log });
  await withClient(url, (client) => client.query("UPDATE _prisma_migrations SET finished_at = NULL"));
  await expect(migrate(url, { log })).rejects.toThrow(/stopped halfway: settle it with "prisma migrate resolve"/);
});

test("a database that belongs to something else is not touched", async () => {
  const url = await emptyDatabase();
  await withClient(url, (client) => client.query("CREATE TABLE invoices (id int)"));
  await expect(migrate(url, { log })).rejects.toThrow('already holds a table "invoices"');
});
