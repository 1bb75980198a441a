import pg from "pg";
import type { Prisma } from "./generated/client.ts";
import type { Database } from "./store.ts";

/** Runs a statement on a connection of its own. */
type Run = (statement: Prisma.Sql) => Promise<unknown[]>;

const direct = new WeakMap<Database, Run>();

/**
 * The rows of one statement, as `db.$queryRaw` answers them. Outside of a transaction it goes past Prisma's client, which
 * costs this process half as much or less. A violated constraint is recognised by `isUniqueViolation` either way.
 */
export async function query<T>(db: Database, statement: Prisma.Sql): Promise<T[]> {
  const run = direct.get(db) ?? ((inTransaction) => db.$queryRaw<unknown[]>(inTransaction));
  // The caller names the columns that its own statement asks for.
  return (await run(statement)) as T[];
}

/** Opens the shorter way for a client: `nameOf` must be the one that the client's adapter uses on the same pool. */
export function shortcut(db: Database, pool: pg.Pool, nameOf: (query: { readonly sql: string }) => string): void {
  direct.set(db, async ({ text, values }) => {
    const { rows } = await pool.query({ name: nameOf({ sql: text }), text, values: values.map(toParameter), types });
    return rows;
  });
}

/** As an instant in UTC, whatever zone this process is in. */
function toParameter(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** Where the driver and Prisma differ on how to read a type, Prisma's way. */
const parsers = new Map<number, (text: string) => unknown>([[pg.types.builtins.INT8, BigInt]]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
};
