import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StartFailure } from "../start-failure.ts";

/** The system user that PostgreSQL runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root this answers the user to run it as: whoever owns the folder that the data
 * goes to (a clone in somebody's home stays theirs), else `postgres`, `nobody`, or the first other user there is. For
 * anybody else it answers undefined: PostgreSQL runs as they do.
 */
export function accountFor(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const owner = statSync(nearestExisting(folder)).uid;
  const chosen =
    accounts.find(({ uid }) => uid === owner) ??
    accounts.find(({ name }) => name === "postgres") ??
    accounts.find(({ name }) => name === "nobody") ??
    accounts[0];
  if (chosen === undefined)
    throw new StartFailure(
      "PostgreSQL refuses to run as root and this system has no other user: start as one, or set DATABASE_URL.",
    );
  return chosen;
}

/** Whether the account may pass through every folder on the way to `folder` and into it, as far as the way exists. */
export function canEnter(folder: string, { uid, gid }: Account): boolean {
  for (let path = realpathSync(nearestExisting(folder)); ; path = dirname(path)) {
    const status = statSync(path);
    const execute = status.uid === uid ? 0o100 : status.gid === gid ? 0o010 : 0o001;
    if (status.isDirectory() && (status.mode & execute) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** The folder itself, or the closest one above it that exists. */
export function nearestExisting(folder: string): string {
  const path = resolve(folder);
  return statSync(path, { throwIfNoEntry: false }) ? path : nearestExisting(dirname(path));
}

function readAccounts(): Account[] {
  let lines: string[];
  try {
    lines = readFileSync("/etc/passwd", "utf8").split("\n");
  } catch {
    return [];
  }
  return lines.flatMap((line) => {
    const [name = "", , uid, gid] = line.split(":");
    return name && !name.startsWith("#") && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
