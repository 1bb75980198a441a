import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Log } from "../log.ts";
import { StartFailure } from "../start-failure.ts";
import { type Account, accountFor, canEnter } from "./account.ts";

const fallbackHome = "/var/lib/understudy";
const mebibyte = 2 ** 20;

/** Where one embedded PostgreSQL keeps its things. */
export interface DataFolder {
  /** Holds all of the below; only PostgreSQL's user may look in. */
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly data: string;
  readonly log: string;
  readonly password: string;
  readonly account: Account | undefined;
}

/** A file in the wanted folder: it names the folder that is used in its stead. */
const pointer = "postgres-is-at";

/**
 * The folder to use for a wanted one: itself, unless we are root and the user that PostgreSQL runs as cannot get there
 * (a clone in root's closed home). Then it is a folder of /var/lib/understudy that the wanted one points to, so that it
 * is forgotten with it: a fresh clone where an old one was begins with a fresh database.
 */
export function resolveDataDir(wanted: string, log: Log): string {
  const folder = resolve(wanted);
  const account = accountFor(folder);
  if (account === undefined || canEnter(folder, account)) return folder;
  const dataDir = pointedFrom(folder) ?? newFallback(folder);
  log.info(
    { wanted: folder, dataDir },
    `PostgreSQL's user ${account.name} cannot enter the data folder: using another`,
  );
  return dataDir;
}

function pointedFrom(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, pointer), "utf8").trim();
  } catch {
    return undefined;
  }
}

function newFallback(folder: string): string {
  const key = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const dataDir = join(fallbackHome, `${key}-${randomBytes(4).toString("hex")}`);
  sweep(key);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(join(folder, pointer), `${dataDir}\n`, { flag: "wx" });
  } catch (error) {
    // Another start was here a moment ago: what it has chosen holds.
    const chosen = pointedFrom(folder);
    if (chosen === undefined) throw error;
    return chosen;
  }
  return dataDir;
}

/** What an earlier folder at the same place has left behind goes, unless a server still runs on it. */
function sweep(key: string): void {
  for (const name of existsSync(fallbackHome) ? readdirSync(fallbackHome) : []) {
    const left = join(fallbackHome, name);
    if (name.startsWith(key) && !existsSync(join(left, "postgres/data/postmaster.pid")))
      rmSync(left, { recursive: true, force: true });
  }
}

/** Makes the folder if need be. Throws StartFailure when that cannot be or when it is somebody else's. */
export function openDataFolder(dataDir: string): DataFolder {
  const root = join(dataDir, "postgres");
  const account = accountFor(root);
  const folder = {
    root,
    data: join(root, "data"),
    log: join(root, "postgres.log"),
    password: join(root, "password"),
    account,
  };
  try {
    makePassable(dataDir);
    if (mkdirSync(root, { recursive: true, mode: 0o700 }) !== undefined) giveTo(account, root);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new StartFailure(`The data folder ${dataDir} cannot be made (${reason}): set DATA_DIR to another.`, {
      cause,
    });
  }
  const owner = statSync(root).uid;
  if (process.getuid !== undefined && owner !== (account?.uid ?? process.getuid()))
    throw new StartFailure(
      `The data folder ${root} belongs to another user (uid ${owner}): start as that user, or set DATA_DIR to another.`,
    );
  return folder;
}

/** Makes the folder and those above it. Others may pass through, whatever our umask: only what is inside is closed. */
export function makePassable(folder: string): void {
  if (existsSync(folder)) return;
  makePassable(dirname(folder));
  try {
    // One at a time: in a place that takes no folders, such as /proc, making them all at once never ends.
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw error;
  }
  chmodSync(folder, 0o755);
}

/** The password of the database's only user, made at the first start and readable by that user alone. */
export function password({ password: file, account }: DataFolder): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  writeFileSync(file, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  giveTo(account, file);
  return readFileSync(file, "utf8").trim();
}

/** Throws StartFailure when there is not even room to begin. */
export function demandSpace(folder: string, mebibytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / mebibyte);
  if (free < mebibytes)
    throw new StartFailure(
      `No disk space: ${free} MiB are free at ${folder}, ${mebibytes} MiB are needed; free some, or set DATA_DIR.`,
    );
}

export function giveTo(account: Account | undefined, path: string): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}
