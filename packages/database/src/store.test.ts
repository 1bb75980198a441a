import { afterAll, beforeAll, expect, test } from "vitest";
import { Prisma } from "./generated/client.ts";
import { newId } from "./id.ts";
import { query } from "./query.ts";
import { openStore } from "./store.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";
import { isMissingRow, isUniqueViolation } from "./violation.ts";

const { sql } = Prisma;
const log = { info: () => undefined, warn: () => undefined };
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const createdAt = new Date("2026-03-29T01:30:00.123Z");
const sandbox = () => ({ id: newId("sbx"), createdAt });

test("times keep their instant whatever time zone the server prefers", async () => {
  const { db, pool } = database;
  await pool.query(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET timezone = 'America/Sao_Paulo'`);
  const store = await openStore({ databaseUrl: database.url, log });
  try {
    const row = await store.db.sandbox.create({ data: sandbox() });
    expect(row.createdAt).toEqual(createdAt);
    expect(await db.sandbox.findUnique({ where: { id: row.id } })).toEqual(row);
    const raw = await store.db
      .$queryRaw`SELECT ${createdAt}::timestamptz AS sent, created_at FROM sandbox WHERE id = ${row.id}`;
    expect(raw).toEqual([{ sent: createdAt, created_at: createdAt }]);
  } finally {
    await store.close();
  }
});

test("a violated unique constraint is recognised by name, in typed and in raw queries, time and again", async () => {
  const { db } = database;
  const row = await db.sandbox.create({ data: sandbox() });
  for (let round = 0; round < 4; round += 1) {
    const typed = await db.sandbox.create({ data: row }).catch((error) => error);
    const raw = await db.$executeRaw`INSERT INTO sandbox (id, created_at) VALUES (${row.id}, ${createdAt})`.catch(
      (error) => error,
    );
    const short = await query(db, sql`INSERT INTO sandbox (id, created_at) VALUES (${row.id}, ${createdAt})`).catch(
      (error) => error,
    );
    for (const error of [typed, raw, short]) {
      expect(isUniqueViolation(error)).toBe(true);
      expect(isUniqueViolation(error, "sandbox_pkey")).toBe(true);
      expect(isUniqueViolation(error, "credential_pkey")).toBe(false);
    }
  }
});

test("other errors are no unique violations", async () => {
  const missing = await database.db.$queryRaw`SELECT * FROM no_such_table`.catch((error) => error);
  const foreign = await database.db.credential
    .create({
      data: {
        id: newId("cred"),
        sandboxId: "none",
        provider: "p",
        kind: "k",
        secretHash: new Uint8Array([1]),
        hint: "h",
        createdAt,
      },
    })
    .catch((error) => error);
  for (const error of [missing, foreign, new Error("no"), undefined]) expect(isUniqueViolation(error)).toBe(false);
});

test("a row that is not there is recognised, in typed and in raw queries: one to depend on, and one to change", async () => {
  const { db } = database;
  const row = { sandboxId: "none", provider: "p", kind: "k", secretHash: new Uint8Array([1]), hint: "h", createdAt };
  const insert = sql`INSERT INTO credential (id, sandbox_id, provider, kind, secret_hash, hint, created_at)
    VALUES (${newId("cred")}, 'none', 'p', 'k', '\\x01', 'h', ${createdAt})`;
  for (const work of [
    () => db.credential.create({ data: { id: newId("cred"), ...row } }),
    () => db.$executeRaw(insert),
    () => query(db, insert),
    () => db.sandbox.update({ where: { id: "none" }, data: { createdAt } }),
    () => db.sandbox.delete({ where: { id: "none" } }),
  ])
    expect(isMissingRow(await work().catch((error) => error))).toBe(true);
  const { id } = await db.sandbox.create({ data: sandbox() });
  for (const work of [
    () => db.sandbox.create({ data: { id, createdAt } }),
    () => query(db, sql`SELECT * FROM no_such_table`),
    () => db.sandbox.findUniqueOrThrow({ where: { id } }),
  ])
    expect(isMissingRow(await Promise.resolve(work()).catch((error) => error))).toBe(false);
  for (const error of [new Error("no"), "P2025", undefined]) expect(isMissingRow(error)).toBe(false);
});

test("a transaction within a transaction is undone alone", async () => {
  const outer = sandbox();
  const inner = sandbox();
  await database.db.$transaction(async (tx) => {
    await tx.sandbox.create({ data: outer });
    const undone = tx.$transaction(async (nested) => {
      await nested.sandbox.create({ data: inner });
      throw new Error("not this one");
    });
    await expect(undone).rejects.toThrow("not this one");
  });
  const found = await database.db.sandbox.findMany({ where: { id: { in: [outer.id, inner.id] } } });
  expect(found.map(({ id }) => id)).toEqual([outer.id]);
});

test("query answers the same rows as Prisma does, outside of a transaction and within", async () => {
  const { db } = database;
  const row = await db.sandbox.create({ data: { ...sandbox(), clockOffsetMs: 5n } });
  const statement = sql`SELECT sandbox.*, to_jsonb(sandbox) AS whole, ${createdAt}::timestamptz AS sent, ${1.5}::float8 AS share,
    ${["a", "b"]}::text[] AS list, true AS yes, NULL AS nothing FROM sandbox WHERE id = ${row.id}`;
  const expected = await db.$queryRaw(statement);
  expect(expected).toMatchObject([{ id: row.id, clock_offset_ms: 5n, created_at: createdAt, sent: createdAt }]);
  expect(await query(db, statement)).toEqual(expected);
  await db.$transaction(async (tx) => {
    await tx.sandbox.update({ where: { id: row.id }, data: { name: "within" } });
    expect(await query(tx, sql`SELECT name FROM sandbox WHERE id = ${row.id}`)).toEqual([{ name: "within" }]);
    expect(await query(db, sql`SELECT name FROM sandbox WHERE id = ${row.id}`)).toEqual([{ name: null }]);
  });
});

test("statements that come again are prepared once per connection", async () => {
  const store = await openStore({ databaseUrl: database.url, poolSize: 1, log });
  try {
    for (let round = 0; round < 5; round += 1) await store.db.$queryRaw`SELECT ${round}::int AS round`;
    const { rows } = await store.pool.query(
      "SELECT generic_plans + custom_plans AS plans FROM pg_prepared_statements WHERE statement LIKE '%AS round%'",
    );
    expect(rows).toEqual([{ plans: "4" }]);
  } finally {
    await store.close();
  }
});

test.each([
  ["postgresql://nobody:secret@127.0.0.1:1/x", "nothing listens at 127.0.0.1:1/x; start PostgreSQL there"],
  ["postgresql://a:secret@no-such-host.invalid/x", "no-such-host.invalid"],
  ["not an address", "is not an address like"],
])("an address that leads nowhere is explained in one line without the password: %s", async (databaseUrl, message) => {
  const error = await openStore({ databaseUrl, log }).catch((reason) => reason);
  expect(error.name).toBe("StartFailure");
  expect(error.message).toContain(message);
  expect(error.message).toMatch(/^DATABASE_URL/);
  expect(error.message).not.toMatch(/secret|\n/);
});

test("a missing database and a wrong password name their remedy", async () => {
  const missing = new URL(database.url);
  missing.pathname = "/missing";
  await expect(openStore({ databaseUrl: missing.href, log })).rejects.toThrow('no database "missing"');
  const wrong = new URL(database.url);
  wrong.password = "wrong";
  await expect(openStore({ databaseUrl: wrong.href, log })).rejects.toThrow("refuses the password of user");
});
