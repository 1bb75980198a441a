import { fileURLToPath } from "node:url";
import { StartFailure, startEmbedded } from "@understudy/database";
import { banner } from "./banner.ts";
import { type Config, ConfigError, readConfig, type Secrets } from "./config.ts";
import { refreshDocs } from "./docs.ts";
import { openLog } from "./log.ts";
import { readSeeds } from "./seeds.ts";
import { startServer } from "./server.ts";
import { providers } from "./services.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

async function main(): Promise<void> {
  const { config, secrets } = readConfig(process.env, root);
  const seeds = await readSeeds(config.seedDir, providers);
  const { log, flush } = openLog(config.logLevel);
  const opened = new AsyncDisposableStack();
  opened.defer(flush);
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  // A start that is interrupted comes to its end first: what it is about to open must be closed too.
  onSignal(() => settled.then(() => opened.disposeAsync()));
  try {
    const database = await openDatabase(config, secrets, log);
    opened.defer(database.close);
    const server = await startServer({
      ...{ config, secrets, seeds, databaseUrl: database.url, log },
      validateResponses: "log",
    });
    opened.defer(server.close);
    process.stdout.write(banner(server.publicUrl, config, database.place));
    opened.defer(refreshDocs(log));
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  } finally {
    settle();
  }
}

async function openDatabase(config: Config, { databaseUrl }: Secrets, log: ReturnType<typeof openLog>["log"]) {
  if (databaseUrl) return { url: databaseUrl, place: "DATABASE_URL", close: async () => undefined };
  const embedded = await startEmbedded({ dataDir: config.dataDir, log });
  return { url: embedded.url, place: `embedded PostgreSQL, kept in ${embedded.dataDir}`, close: embedded.stop };
}

/** Milliseconds within which signals are one: Ctrl-C reaches this process from the terminal and from pnpm. */
const sameSignalMs = 1_000;

/** The first signal closes in order; a later one does not wait. */
function onSignal(close: () => Promise<void>): void {
  let closingSince: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (closingSince !== undefined && performance.now() - closingSince > sameSignalMs) process.exit(1);
      if (closingSince !== undefined) return;
      closingSince = performance.now();
      close().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    });
}

/** What the operator can mend is told in a line; anything else with its trace. */
function fail(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError || error instanceof StartFailure) process.stderr.write(`understudy: ${message}\n`);
  else if (code === "EADDRINUSE") process.stderr.write(`understudy: ${message}. Set PORT to another one.\n`);
  else if (code === "EACCES" || code === "EADDRNOTAVAIL") process.stderr.write(`understudy: ${message}.\n`);
  else process.stderr.write(`understudy: ${(error as Error).stack ?? error}\n`);
  process.exit(1);
}

await main().catch(fail);
