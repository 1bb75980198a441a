import { spawn } from "node:child_process";
import { closeSync, fchownSync, fstatSync, openSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartFailure } from "../start-failure.ts";
import type { Binaries } from "./binaries.ts";
import { runAs } from "./cluster.ts";
import type { DataFolder } from "./data-folder.ts";
import { explainSpawn, tail } from "./failure.ts";
import { isServing, lastPort, type Postmaster, readPidFile } from "./pid-file.ts";
import { settingsFlags } from "./settings.ts";

/** Between looks at a file that tells when PostgreSQL is ready or gone. */
const lookEveryMs = 4;
/** Recovery after a crash of the machine may take its time; a healthy start takes a tenth of a second. */
const startWithinMs = 60_000;
const stopWithinMs = 30_000;
const largestLog = 5 * 2 ** 20;

/** A server that takes connections, or what one that did not get there has said. */
export type Outcome = Postmaster | { readonly output: string };

/** Starts PostgreSQL on the data directory and answers when it takes connections or has given up. */
export async function launch(folder: DataFolder, binaries: Binaries, durable: boolean): Promise<Outcome> {
  const port = await freePort(lastPort(folder.data));
  return run(folder, binaries, settingsFlags({ port, socketFolder: socketFolder(folder), durable }));
}

/** Asks for a fast shutdown, which ends sessions but finishes writing, and answers when the server is gone. */
export async function shutDown(folder: DataFolder, { pid }: Postmaster): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = performance.now() + stopWithinMs;
    while (performance.now() < deadline) {
      if (readPidFile(folder.data)?.pid !== pid && !isServing(pid, folder.data)) return;
      await delay(lookEveryMs);
    }
  }
}

/**
 * The server is a process group of its own: a Ctrl-C in our terminal is for us, who finish running requests before we
 * stop the database. Its output goes to a file, not to us, so that it lives on undisturbed when we are killed.
 */
async function run(folder: DataFolder, binaries: Binaries, flags: string[]): Promise<Outcome> {
  const program = join(binaries.folder, "bin", "postgres");
  const log = openLog(folder);
  const logStart = fstatSync(log).size;
  const child = spawn(program, ["-D", folder.data, ...flags], {
    ...runAs(folder),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let failure: Error | undefined;
  let exited = false;
  child.once("error", (error) => {
    failure = explainSpawn(program, error);
  });
  child.once("exit", () => {
    exited = true;
  });
  const deadline = performance.now() + startWithinMs;
  while (performance.now() < deadline) {
    if (failure) throw failure;
    if (exited) return { output: tail(folder.log, logStart) };
    const postmaster = readPidFile(folder.data);
    if (postmaster?.pid === child.pid && postmaster?.ready) return postmaster;
    await delay(lookEveryMs);
  }
  child.kill("SIGINT");
  throw new StartFailure(`PostgreSQL is not ready after ${startWithinMs / 1000} s: see ${folder.log}.`);
}

function openLog({ log, account }: DataFolder): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLog) renameSync(log, `${log}.old`);
  const descriptor = openSync(log, "a", 0o600);
  if (account !== undefined) fchownSync(descriptor, account.uid, account.gid);
  return descriptor;
}

/** Connections over a socket in our own closed folder are faster than over TCP; its path must not be longer than this. */
function socketFolder({ root }: DataFolder): string {
  const longest = 103;
  return process.platform !== "win32" && `${root}/.s.PGSQL.65535`.length <= longest ? root : "";
}

/** The wanted port of the loopback address if it is free, else any that is. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : wanted));
    });
  });
}
