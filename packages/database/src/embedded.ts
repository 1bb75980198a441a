import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { type Binaries, findBinaries } from "./embedded/binaries.ts";
import { ensureCluster, user } from "./embedded/cluster.ts";
import { type DataFolder, demandSpace, openDataFolder, password, resolveDataDir } from "./embedded/data-folder.ts";
import { explainOutput } from "./embedded/failure.ts";
import { takeOwnership } from "./embedded/owner.ts";
import { findRunning, forgetStale, type Postmaster } from "./embedded/pid-file.ts";
import { launch, shutDown } from "./embedded/postmaster.ts";
import type { Log } from "./log.ts";
import { StartFailure } from "./start-failure.ts";

export interface EmbeddedOptions {
  /** Where the data lies, made if need be; see `resolveDataDir` for what happens as root. */
  readonly dataDir: string;
  /** Where PostgreSQL's programs are copied to if its user cannot reach them; /var/cache/understudy unless given. */
  readonly cacheDir?: string;
  /** Whether an acknowledged write survives a crash of the machine: yes, unless a test can do without. */
  readonly durable?: boolean;
  readonly log: Log;
}

export interface Embedded {
  /** Address of our database, with its password. */
  readonly url: string;
  /** Where the data really lies. */
  readonly dataDir: string;
  /** Stops the server; open connections end. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL of our own. One process owns it at a time; the server of a process that was killed is taken over as it
 * runs. Throws StartFailure with one line that names the remedy.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log, durable = true } = options;
  const dataDir = resolveDataDir(options.dataDir, log);
  const folder = openDataFolder(dataDir);
  const binaries = findBinaries(folder.account, options.cacheDir, log);
  await ensureCluster(folder, binaries, durable);
  const { postmaster, url, owner } = await own(folder, dataDir, () => obtain(folder, binaries, durable, log));
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    // The lock is held to the end: nobody shall take over a server that is about to stop.
    await shutDown(folder, postmaster);
    await owner.end();
  };
  return {
    url,
    dataDir,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

interface Owned {
  readonly postmaster: Postmaster;
  readonly url: string;
  readonly owner: pg.Client;
}

/** Obtains a server and its ownership; again when the one found was just being stopped by its owner. */
async function own(folder: DataFolder, dataDir: string, obtainOne: () => Promise<Postmaster>): Promise<Owned> {
  for (let attempt = 1; ; attempt += 1) {
    const postmaster = await obtainOne();
    const url = address(postmaster, password(folder));
    try {
      return { postmaster, url, owner: await takeOwnership(url, dataDir) };
    } catch (error) {
      if (error instanceof StartFailure || attempt === 3) throw error;
    }
  }
}

/** What passes by itself: a port that was lost in a race, processes of a killed server that have not yet ended. */
const passing = /could not create any TCP\/IP sockets|pre-existing shared memory block|lock file .* already exists/;

/** A running server: one that a killed process left behind, or one that another process starts just now, or our own. */
async function obtain(folder: DataFolder, binaries: Binaries, durable: boolean, log: Log): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const running = await awaitRunning(folder);
    if (running) {
      log.info({ pid: running.pid, port: running.port }, "found the embedded PostgreSQL running");
      return running;
    }
    forgetStale(folder.data, folder.root);
    demandSpace(folder.root, 32);
    const outcome = await launch(folder, binaries, durable);
    if ("pid" in outcome) return outcome;
    if (attempt === 30 || !passing.test(outcome.output))
      throw explainOutput("PostgreSQL did not start", outcome.output, folder.log);
    await delay(50);
  }
}

/** The running server when it is ready; undefined when there is none or it has just ended. */
async function awaitRunning(folder: DataFolder): Promise<Postmaster | undefined> {
  const deadline = performance.now() + 60_000;
  for (let running = findRunning(folder.data); running; running = findRunning(folder.data)) {
    if (running.ready) return running;
    if (performance.now() > deadline)
      throw new StartFailure(`PostgreSQL (process ${running.pid}) neither starts nor stops: see ${folder.log}.`);
    await delay(5);
  }
  return undefined;
}

function address({ port, socketFolder }: Postmaster, secret: string): string {
  if (socketFolder === "") return `postgresql://${user}:${secret}@127.0.0.1:${port}/${user}`;
  return `postgresql://${user}:${secret}@localhost:${port}/${user}?host=${encodeURIComponent(socketFolder)}`;
}
