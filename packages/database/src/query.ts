import pg from "pg";
import type { Prisma } from "./generated/client.ts";
import type { Database } from "./store.ts";

/** Runs a statement on a connection of its own. */
type Run = (statement: Prisma.Sql) => Promise<unknown[]>;

const direct = new WeakMap<Database, Run>();
const pools = new WeakMap<Database, { readonly pool: pg.Pool; readonly nameOf: NameOf }>();

type NameOf = (query: { readonly sql: string }) => string;

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
export function shortcut(db: Database, pool: pg.Pool, nameOf: NameOf): void {
  direct.set(db, runOn(pool, nameOf));
  pools.set(db, { pool, nameOf });
}

/**
 * A transaction of statements alone: what `work` is given is for `query` and has no models. It goes past Prisma's client,
 * which copies every parameter several times, and is made for bytes. Within another transaction it is a part of that.
 */
export async function inStatements<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  const way = pools.get(db);
  if (!way) return work(db);
  const client = await way.pool.connect();
  // One that breaks while it is held says so by an event too, which would end the process if nobody listened.
  const heard = () => undefined;
  client.on("error", heard);
  const held = new Proxy({}, { get: refuseModel }) as Database;
  direct.set(held, runOn(client, way.nameOf));
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(held);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that cannot even say so is closed, and forgets all by that.
    await client.query("ROLLBACK").catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.off("error", heard);
    client.release(broken);
  }
}

function refuseModel(_: unknown, name: string | symbol): undefined {
  // Whoever awaits it asks whether it is a promise.
  if (name === "then") return undefined;
  throw new Error(`${String(name)} is Prisma's; a transaction of statements has only what \`query\` takes.`);
}

function runOn(connection: pg.Pool | pg.PoolClient, nameOf: NameOf): Run {
  return async ({ text, values }) => {
    const parameters = values.map(toParameter);
    const { rows } = await connection.query({ name: nameOf({ sql: text }), text, values: parameters, types });
    return rows;
  };
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
