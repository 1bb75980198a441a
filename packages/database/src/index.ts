import { Prisma } from "./generated/client.ts";

export { connect } from "./connect.ts";
export { resolveDataDir } from "./embedded/data-folder.ts";
export { type Embedded, type EmbeddedOptions, startEmbedded } from "./embedded.ts";
export { Prisma, PrismaClient } from "./generated/client.ts";
export type * from "./generated/models.ts";
export { newId } from "./id.ts";
export type { Log } from "./log.ts";
export { type MigrateOptions, migrate } from "./migrate.ts";
export { inStatements, query } from "./query.ts";
export { type Columns, fromColumns, toColumns } from "./rows.ts";
export { StartFailure } from "./start-failure.ts";
export { type Database, openStore, type Store, type StoreOptions } from "./store.ts";
export { isMissingRow, isUniqueViolation } from "./violation.ts";

/** Pieces of SQL with their values apart, for `$queryRaw` and `$executeRaw`. */
export const { sql, join, raw, empty } = Prisma;
export type Sql = Prisma.Sql;
/** What a JSON column is set to, to be NULL and not the JSON value `null`. */
export const { DbNull } = Prisma;
