import { afterAll, beforeEach, expect, test } from "vitest";
import { inStatements, query, sql } from "./index.ts";
import { testDatabase } from "./testing.ts";

const database = await testDatabase();
afterAll(() => database.close());
const { db } = database;

const at = new Date("2030-06-01T12:00:00.000Z");
const insert = (id: string) =>
  sql`INSERT INTO sandbox (id, created_at) VALUES (${id}, ${at}) RETURNING id, created_at AS "createdAt"`;
const idsOf = async () => (await db.sandbox.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);

beforeEach(() => db.sandbox.deleteMany());

test("statements of one transaction are all written, and answer what the others' do", async () => {
  const written = await inStatements(db, async (held) => {
    await query(held, insert("a"));
    expect(await idsOf()).toEqual([]);
    return query(held, insert("b"));
  });
  expect(written).toEqual([{ id: "b", createdAt: at }]);
  expect(await idsOf()).toEqual(["a", "b"]);
});

test("nothing of them is written where one fails, or whoever runs them does", async () => {
  const twice = inStatements(db, async (held) => {
    await query(held, insert("a"));
    await query(held, insert("a"));
  });
  await expect(twice).rejects.toThrow("duplicate key");
  const thrown = inStatements(db, async (held) => {
    await query(held, insert("a"));
    throw new Error("no");
  });
  await expect(thrown).rejects.toThrow("no");
  expect(await idsOf()).toEqual([]);
});

test("within a transaction of Prisma's they are a part of it", async () => {
  const outer = db.$transaction(async (tx) => {
    await inStatements(tx, (held) => query(held, insert("a")));
    throw new Error("undone");
  });
  await expect(outer).rejects.toThrow("undone");
  expect(await idsOf()).toEqual([]);
});

test("there are no models in it, and whoever asks for one is told", async () => {
  await expect(inStatements(db, (held) => held.sandbox.findMany())).rejects.toThrow("sandbox is Prisma's");
});

test("a connection that breaks in the middle is not used again", async () => {
  const broken = inStatements(db, async (held) => {
    const [own] = await query<{ pid: number }>(held, sql`SELECT pg_backend_pid() AS pid`);
    await query(db, sql`SELECT pg_terminate_backend(${own?.pid})`);
    await query(held, insert("a"));
  });
  await expect(broken).rejects.toThrow();
  for (let again = 0; again < 10; again++) await query(db, sql`SELECT 1`);
  expect(await idsOf()).toEqual([]);
});
