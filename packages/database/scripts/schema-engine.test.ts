import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { expect, test } from "vitest";
import { testDatabase } from "../src/testing.ts";
import { diff, openSchemaEngine } from "./schema-engine.ts";

const schema = (models: string) => [
  { path: "schema.prisma", content: `datasource db {\n  provider = "postgresql"\n}\n${models}` },
];

test("the difference of two schemas is the SQL that leads from one to the other", async () => {
  const before = schema("model Card {\n  id String @id\n}\n");
  const after = schema("model Card {\n  id String @id\n  bin String?\n}\n");
  expect(await diff(before, after)).toContain('ALTER TABLE "Card" ADD COLUMN     "bin" TEXT;');
  expect(await diff(after, after)).toContain("empty migration");
});

test("no change of the schema is without its migration", () => {
  execFileSync(process.execPath, [join(import.meta.dirname, "new-migration.ts"), "--check"], { stdio: "pipe" });
});

test("Prisma finds nothing to complain about in a database that we migrated", async () => {
  const database = await testDatabase();
  try {
    const baseDir = join(import.meta.dirname, "../prisma/migrations");
    const read = (path: string) => readFileSync(join(baseDir, path), "utf8");
    const names = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const engine = await openSchemaEngine(new PrismaPg(database.url));
    const diagnosis = await engine.diagnoseMigrationHistory({
      migrationsList: {
        baseDir,
        lockfile: { path: "migration_lock.toml", content: read("migration_lock.toml") },
        shadowDbInitScript: "",
        migrationDirectories: names.map(({ name }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok", value: read(`${name}/migration.sql`) } },
        })),
      },
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    });
    expect(diagnosis).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  } finally {
    await database.close();
  }
});
