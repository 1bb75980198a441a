/**
 * Writes prisma/migrations/<UTC time>_<name>/migration.sql: what changed in prisma/schema since the last migration.
 * Beside it stands schema.prisma, the whole schema that the migration leads to, for the next comparison.
 *
 *   node scripts/new-migration.ts <name>      a new migration
 *   node scripts/new-migration.ts --redo      the newest one again; what stands below its marker by hand is kept
 *   node scripts/new-migration.ts --check     fails if the schema has changes that no migration makes
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diff, type SchemaFile } from "./schema-engine.ts";

const home = join(import.meta.dirname, "../prisma");
const migrations = join(home, "migrations");
const marker = "-- By hand: kept when the part above is made again.\n";

const [argument] = process.argv.slice(2);
// A migration that was written by hand alone changes nothing that Prisma's schema shows, and has no schema beside it.
const existing = readdirSync(migrations)
  .filter((name) => existsSync(join(migrations, name, "schema.prisma")))
  .sort();
const newest = existing.at(-1);

if (argument === "--check") await check();
else if (argument === "--redo" && newest !== undefined) await write(newest, existing.at(-2));
else if (argument !== undefined && /^[a-z0-9_]+$/.test(argument)) await write(`${utcTime()}_${argument}`, newest);
else fail("usage: new-migration <name in lower case with underscores> | --redo | --check");

async function check(): Promise<void> {
  const sql = await diff(schemaAfter(newest), currentSchema());
  if (!isEmpty(sql)) fail(`the schema has changes that no migration makes; run pnpm migration <name>\n${sql}`);
}

async function write(name: string, previous: string | undefined): Promise<void> {
  const sql = await diff(schemaAfter(previous), currentSchema());
  if (isEmpty(sql)) fail("the schema has not changed since the last migration");
  const file = join(migrations, name, "migration.sql");
  const written = existsSync(file) ? readFileSync(file, "utf8") : "";
  const byHand = written.includes(marker) ? `\n${written.slice(written.indexOf(marker))}` : "";
  mkdirSync(join(migrations, name), { recursive: true });
  writeFileSync(file, `${sql.trim()}\n${byHand}`);
  const schema = currentSchema().map(({ content }) => content.trim());
  writeFileSync(join(migrations, name, "schema.prisma"), `${schema.join("\n\n")}\n`);
  console.log(`database: wrote prisma/migrations/${name}/migration.sql`);
}

function currentSchema(): SchemaFile[] {
  const folder = join(home, "schema");
  const files = readdirSync(folder).filter((file) => file.endsWith(".prisma"));
  return files.sort().map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
}

function schemaAfter(migration: string | undefined): SchemaFile[] {
  if (migration === undefined)
    return [{ path: "none.prisma", content: 'datasource db {\n  provider = "postgresql"\n}\n' }];
  const path = join(migrations, migration, "schema.prisma");
  return [{ path, content: readFileSync(path, "utf8") }];
}

function isEmpty(sql: string): boolean {
  return sql.split("\n").every((line) => line.trim() === "" || line.startsWith("--"));
}

/** `20260131235959`, as Prisma names its migrations. */
function utcTime(): string {
  const now = new Date(performance.timeOrigin + performance.now());
  return now.toISOString().replace(/\D/g, "").slice(0, 14);
}

function fail(message: string): never {
  console.error(`database: ${message}`);
  process.exit(1);
}
