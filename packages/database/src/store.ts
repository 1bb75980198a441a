import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { connect, connectionConfig } from "./connect.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";
import type { Log } from "./log.ts";
import { shortcut } from "./query.ts";
import { statementNames } from "./statement-names.ts";

/**
 * What stores are given: Prisma's client, or the client of a transaction that the caller has begun. Either can begin a
 * transaction; within one that makes a savepoint.
 */
export type Database = Prisma.TransactionClient;

export interface StoreOptions {
  /** `postgresql://…`; with `pgbouncer=true` in it no named statements are used. */
  readonly databaseUrl: string;
  /** Connections that this process holds at most. */
  readonly poolSize?: number;
  readonly log: Pick<Log, "warn">;
}

export interface Store {
  readonly db: PrismaClient;
  /** The connections under `db`, for what Prisma cannot say. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens the migrated database. Throws StartFailure when it is out of reach or older than PostgreSQL 15. */
export async function openStore({ databaseUrl, poolSize = 10, log }: StoreOptions): Promise<Store> {
  const first = await connect(databaseUrl);
  await first.end();
  const pool = new pg.Pool({ ...connectionConfig(databaseUrl), max: poolSize, idleTimeoutMillis: 60_000 });
  let closing = false;
  // Prisma's adapter listens only until it disconnects, and an error that nobody hears ends the process.
  pool.on("error", (error) => {
    if (!closing) log.warn({ error: error.message }, "an idle database connection broke");
  });
  const nameOf = databaseUrl.includes("pgbouncer=true") ? () => "" : statementNames();
  const db = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: nameOf }) });
  shortcut(db, pool, nameOf);
  return {
    db,
    pool,
    async close() {
      closing = true;
      await db.$disconnect();
      await pool.end();
    },
  };
}
