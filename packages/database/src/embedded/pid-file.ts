import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A running PostgreSQL, as its file postmaster.pid describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Empty where it listens on TCP only. */
  readonly socketFolder: string;
  /** Whether it takes connections; not yet while it starts, no longer while it stops. */
  readonly ready: boolean;
}

/** Undefined when there is no such file, or not yet a whole one. */
export function readPidFile(data: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const [pid, , , port, socketFolder = "", , , status = ""] = lines;
  if (!pid) return undefined;
  return { pid: Number(pid), port: Number(port), socketFolder, ready: status.trim() === "ready" };
}

/** The running server of this data directory. A file that a killed one left behind is none. */
export function findRunning(data: string): Postmaster | undefined {
  const postmaster = readPidFile(data);
  return postmaster && isServing(postmaster.pid, data) ? postmaster : undefined;
}

/** Whether the process lives and is a PostgreSQL of this directory: after a reboot the number may be anybody's. */
export function isServing(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  try {
    if (existsSync("/proc/self/cwd")) return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    if (process.platform === "win32") return true;
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(data);
  } catch {
    return false;
  }
}

/**
 * Removes the lock files of a killed server when another process has taken its number, or its own corpse still bears
 * it: PostgreSQL would believe that the server lives and refuse to start. Never while a process of the old server does
 * live, since two of them would ruin the data.
 */
export function forgetStale(data: string, socketFolder: string): void {
  const sockets = readdirSync(socketFolder).filter((name) => /^\.s\.PGSQL\.\d+\.lock$/.test(name));
  const locks = [join(data, "postmaster.pid"), ...sockets.map((name) => join(socketFolder, name))];
  const stale = locks.filter((lock) => {
    const pid = lockedBy(lock);
    return pid !== undefined && isAlive(pid) && !isServing(pid, data);
  });
  if (stale.length === 0 || hasProcesses(data)) return;
  for (const lock of stale) rmSync(lock, { force: true });
}

function lockedBy(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** All processes of a server have its data directory as their working directory. */
function hasProcesses(data: string): boolean {
  if (!existsSync("/proc/self/cwd")) return false;
  const folder = realpathSync(data);
  return readdirSync("/proc").some((entry) => {
    try {
      return readlinkSync(`/proc/${entry}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}

/** The port of the last start, so that a psql session's address stays good. */
export function lastPort(data: string): number {
  try {
    const options = readFileSync(join(data, "postmaster.opts"), "utf8");
    return Number(/"port=(\d+)"/.exec(options)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
