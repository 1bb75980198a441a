/**
 * Prisma's schema engine as WebAssembly: the part of `prisma migrate diff` that compares two schemas, without the
 * binary that the command would download and without a database.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";

/** One schema file as the engine takes it. */
export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** The SQL that leads from one schema to another. */
export async function diff(from: readonly SchemaFile[], to: readonly SchemaFile[]): Promise<string> {
  const engine = await openSchemaEngine({
    provider: "postgres",
    adapterName: "offline",
    connect: async () => offline,
    connectToShadowDb: async () => offline,
  });
  const result = await engine.diff({
    from: { tag: "schemaDatamodel", files: [...from] },
    to: { tag: "schemaDatamodel", files: [...to] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.stdout ?? "";
}

/** The engine itself, on a database that the factory leads to. */
export function openSchemaEngine(factory: SqlMigrationAwareDriverAdapterFactory): Promise<glue.SchemaEngine> {
  loadGlue();
  return glue.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/**
 * Stands in for a database. The engine asks one thing when it connects: is there a schema `public`, and which version
 * is this? The oldest that we support decides what SQL it may write.
 */
const offline: SqlDriverAdapter = {
  provider: "postgres",
  adapterName: "offline",
  queryRaw: async (): Promise<SqlResultSet> => ({
    columnNames: ["exists", "version", "numeric_version"],
    columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
    rows: [[true, "PostgreSQL 15.0", 150_000]],
  }),
  executeRaw: async () => 0,
  executeScript: async () => undefined,
  startTransaction: () => Promise.reject(new Error("a comparison of schemas needs no transaction")),
  dispose: async () => undefined,
};

let loaded = false;

/** The package imports its module in the way of bundlers, which Node knows only with a warning. */
function loadGlue(): void {
  if (loaded) return;
  loaded = true;
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const { Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
  const module = new Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { exports } = new Instance(module, { "./schema_engine_bg.js": glue });
  (glue as unknown as { __wbg_set_wasm(exports: unknown): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

/** Node's WebAssembly, whose types come only with those of browsers. */
interface Wasm {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { __wbindgen_start(): void } };
}
