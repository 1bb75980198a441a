import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { accountFor, canEnter } from "./embedded/account.ts";
import { reachableCopy } from "./embedded/binaries.ts";
import { resolveDataDir } from "./embedded/data-folder.ts";
import { readPidFile } from "./embedded/pid-file.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { withClient } from "./testing/server.ts";

const log = { info: () => undefined, warn: () => undefined };
const isRoot = process.getuid?.() === 0;
const running: Embedded[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const embedded of running.splice(0)) await embedded.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "understudy-embedded-"));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

/** Made once, since making one takes longer than all the rest of a test. */
let prepared: string;
beforeAll(async () => {
  prepared = mkdtempSync(join(tmpdir(), "understudy-embedded-"));
  chmodSync(prepared, 0o755);
  const { stop } = await startEmbedded({ dataDir: prepared, durable: false, log });
  await stop();
});
afterAll(() => rmSync(prepared, { recursive: true }));

/** A folder as a first start left it. */
function newData(): string {
  const dataDir = newFolder();
  execFileSync("cp", ["-a", join(prepared, "postgres"), dataDir]);
  return dataDir;
}

async function start(dataDir: string): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, durable: false, log });
  running.push(embedded);
  return embedded;
}

const dataOf = (dataDir: string) => join(dataDir, "postgres/data");
const query = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows);

/** Another Understudy, as a process that can be killed. */
async function startProcess(dataDir: string): Promise<{ url: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "embedded/process.fixture.ts"), dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    child.once("exit", () => reject(new Error("the process ended before its database was ready")));
  });
  return {
    url,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

test("a first start makes the data, a second finds it, at the same port", async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  await query(first.url, "CREATE TABLE kept AS SELECT 7 AS n");
  await first.stop();
  expect(readPidFile(dataOf(dataDir))).toBeUndefined();
  const second = await start(dataDir);
  expect(second.url).toBe(first.url);
  expect(await query(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  expect(await query(second.url, "SHOW data_checksums")).toEqual([{ data_checksums: "on" }]);
});

test("the password is random, and readable by its owner alone", async () => {
  const dataDir = newData();
  const { url } = await start(dataDir);
  expect(statSync(join(dataDir, "postgres/password")).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
  const wrong = new URL(url);
  wrong.password = "postgres";
  await expect(new pg.Client(wrong.href).connect()).rejects.toMatchObject({ code: "28P01" });
});

test("the server of a killed process is taken over as it runs, and stopped by its new owner", async () => {
  const dataDir = newData();
  const other = await startProcess(dataDir);
  await query(other.url, "CREATE TABLE kept AS SELECT 7 AS n");
  const server = readPidFile(dataOf(dataDir))?.pid;
  await other.kill();
  const embedded = await start(dataDir);
  expect(readPidFile(dataOf(dataDir))?.pid).toBe(server);
  expect(await query(embedded.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
  await embedded.stop();
  expect(readPidFile(dataOf(dataDir))).toBeUndefined();
});

test("when the server was killed too, it recovers with all that was committed", async () => {
  const dataDir = newData();
  const other = await startProcess(dataDir);
  await query(other.url, "CREATE TABLE kept AS SELECT 7 AS n");
  process.kill(readPidFile(dataOf(dataDir))?.pid ?? 0, "SIGKILL");
  await other.kill();
  const embedded = await start(dataDir);
  expect(await query(embedded.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
});

test("a stale lock file whose number now belongs to another process does not stop the start", async () => {
  const dataDir = newData();
  writeFileSync(join(dataOf(dataDir), "postmaster.pid"), `${process.pid}\n${dataDir}\n1\n1\n\n\n1 1\nready\n`);
  const { url } = await start(dataDir);
  expect(await query(url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
});

test("data that a living process uses is refused with that process's number", async () => {
  const dataDir = newData();
  await start(dataDir);
  await expect(start(dataDir)).rejects.toMatchObject({
    name: "StartFailure",
    message: expect.stringContaining(`is in use by another Understudy (process ${process.pid}): stop that one`),
  });
});

test("of two that start at once on an empty folder one gets it and the other is refused", async () => {
  const dataDir = newFolder();
  const outcomes = await Promise.allSettled([start(dataDir), start(dataDir)]);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused).toHaveLength(1);
  expect(refused[0]?.reason.message).toContain("is in use by another Understudy");
  expect(readdirSync(join(dataDir, "postgres")).filter((name) => name.startsWith("data"))).toEqual(["data"]);
});

test("a start waits for the previous owner to finish stopping", async () => {
  const dataDir = newData();
  const first = await start(dataDir);
  const [second] = await Promise.all([start(dataDir), first.stop()]);
  expect(await query(second.url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
});

test.each([
  ["99", "start the newer Understudy that made it"],
  ["15", "start the older one to save it"],
])("data of PostgreSQL %s is refused and left alone", async (version, remedy) => {
  const dataDir = newData();
  writeFileSync(join(dataOf(dataDir), "PG_VERSION"), `${version}\n`);
  await expect(start(dataDir)).rejects.toThrow(remedy);
  expect(readFileSync(join(dataOf(dataDir), "PG_VERSION"), "utf8")).toBe(`${version}\n`);
});

test("a folder of something else is refused and left alone", async () => {
  const dataDir = newData();
  rmSync(dataOf(dataDir), { recursive: true });
  mkdirSync(dataOf(dataDir));
  await expect(start(dataDir)).rejects.toThrow("is not a PostgreSQL data directory");
});

test("a data folder that cannot be made is explained in one line", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  await expect(start(join(file, "data"))).rejects.toThrow(/^The data folder .* cannot be made .*: set DATA_DIR/);
});

test("a folder that cannot be made is told at once, with the way out", async () => {
  await expect(start("/proc/understudy/data")).rejects.toThrow(/cannot be made .* set DATA_DIR to another/);
});

test("a path too long for a socket is served over TCP", async () => {
  const dataDir = join(newFolder(), "a-rather-long-name-for-a-folder".repeat(3));
  const { url } = await start(dataDir);
  expect(new URL(url).hostname).toBe("127.0.0.1");
  expect(await query(url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
});

describe.runIf(isRoot)("as root", () => {
  test("a folder in a closed home is replaced by one that PostgreSQL's user can enter", async () => {
    const wanted = join(newFolder(0o700), "clone/.data");
    const dataDir = resolveDataDir(wanted, log);
    folders.push(dataDir);
    expect(dataDir).toMatch(/^\/var\/lib\/understudy\/[0-9a-f]{12}-[0-9a-f]{8}$/);
    const embedded = await start(wanted);
    expect(embedded.dataDir).toBe(dataDir);
    expect(await query(embedded.url, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await embedded.stop();
    const again = await start(wanted);
    expect(again.dataDir).toBe(dataDir);
    await again.stop();
    // A new clone at the same place has nothing of the old one.
    rmSync(wanted, { recursive: true });
    const fresh = resolveDataDir(wanted, log);
    folders.push(fresh);
    expect(fresh).not.toBe(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });

  test("programs in a closed home are copied once to where PostgreSQL's user can run them", () => {
    const closed = newFolder(0o700);
    mkdirSync(join(closed, "bin"));
    writeFileSync(join(closed, "bin/postgres"), "#!/bin/sh\n", { mode: 0o755 });
    const account = accountFor(closed);
    if (!account) throw new Error("root needs an account");
    expect(canEnter(join(closed, "bin"), account)).toBe(false);
    const cache = join(newFolder(), "cache");
    const copy = () => reachableCopy({ folder: closed, version: "18.1.0" }, account, cache, log);
    const target = copy();
    expect(canEnter(join(target, "bin"), account)).toBe(true);
    rmSync(join(closed, "bin"), { recursive: true });
    expect(copy()).toBe(target);
    chmodSync(target, 0o777);
    expect(copy).toThrow("could have been written by another user");
  });
});
