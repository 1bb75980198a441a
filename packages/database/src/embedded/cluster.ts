import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { StartFailure } from "../start-failure.ts";
import type { Binaries } from "./binaries.ts";
import { type DataFolder, demandSpace, giveTo, password } from "./data-folder.ts";
import { explainOutput, explainSpawn } from "./failure.ts";

/** The database's only user, and our database in the cluster. */
export const user = "understudy";

/** Makes the data directory at the first start. Throws StartFailure when there is one of another major version. */
export async function ensureCluster(folder: DataFolder, binaries: Binaries, durable: boolean): Promise<void> {
  const found = clusterVersion(folder.data);
  if (found === undefined) return initialise(folder, binaries, durable);
  if (found === binaries.major) return;
  const remedy =
    Number(found) > Number(binaries.major)
      ? "start the newer Understudy that made it"
      : "start the older one to save it";
  throw new StartFailure(
    `${folder.data} was written by PostgreSQL ${found}, this is ${binaries.major}: ${remedy}, or set DATA_DIR to another.`,
  );
}

function clusterVersion(data: string): string | undefined {
  if (!statSync(data, { throwIfNoEntry: false })) return undefined;
  try {
    return readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  } catch (cause) {
    throw new StartFailure(`${data} is not a PostgreSQL data directory: remove it, or set DATA_DIR to another.`, {
      cause,
    });
  }
}

/** Works under another name, so that a start that is killed on the way leaves nothing that looks like a database. */
async function initialise(folder: DataFolder, binaries: Binaries, durable: boolean): Promise<void> {
  demandSpace(folder.root, 100);
  password(folder);
  const half = mkdtempSync(`${folder.data}.`);
  giveTo(folder.account, half);
  try {
    await initdb(folder, binaries, half, durable);
    renameSync(half, folder.data);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another process that started at the same moment may have been first.
    if (clusterVersion(folder.data) === undefined) throw error;
  }
}

function initdb(folder: DataFolder, binaries: Binaries, target: string, durable: boolean): Promise<void> {
  const program = join(binaries.folder, "bin", "initdb");
  const options = [
    `--pgdata=${target}`,
    `--username=${user}`,
    `--pwfile=${folder.password}`,
    "--auth=scram-sha-256",
    // The password is random and long: many rounds of hashing would only slow down each connection.
    "--set=scram_iterations=1",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { ...runAs(folder), stdio: ["ignore", "ignore", "pipe"] });
    let output = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    child.once("error", (error) => reject(explainSpawn(program, error)));
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(explainOutput("PostgreSQL could not make its data directory", output));
    });
  });
}

/** How its programs are run: as the account's own process, from a folder that it may enter, speaking English. */
export function runAs({ account, root }: DataFolder) {
  const { PATH, SystemRoot } = process.env;
  return {
    cwd: root,
    env: { PATH, SystemRoot, LC_ALL: "C" },
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  };
}
