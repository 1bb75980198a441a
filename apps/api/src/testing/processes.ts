import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A server in a process of its own, as its users run it. */
export interface Running {
  readonly url: string;
  /** Resident memory of the process in MiB, without its database. */
  memory(): number;
  /** Seconds of processor time that the process, and those that it has started, have used so far. */
  cpu(): { readonly own: number; readonly started: number };
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, "../../../..");
const require = createRequire(import.meta.url);

/** `pnpm start` on an embedded database in a throw-away folder; `dataDir` to start on one that exists. */
export async function startUnderstudy(dataDir: string): Promise<Running & { readonly startedInMs: number }> {
  const port = await freePort();
  const environment = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "warn", HOST: "", DATABASE_URL: "" };
  const startedAt = performance.now();
  const child = launch([join(root, "apps/api/src/main.ts")], environment);
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/readyz`, child);
  return { ...running(url, child), startedInMs: performance.now() - startedAt };
}

/** Prism's mock server on the same spec: canned answers, validated requests. */
export async function startPrism(specFile: string): Promise<Running> {
  const port = await freePort();
  const cli = join(dirname(require.resolve("@stoplight/prism-cli/package.json")), "dist/index.js");
  const child = launch(
    [cli, "mock", "--port", String(port), "--host", "127.0.0.1", "--multiprocess", "false", "-v", "error", specFile],
    {},
  );
  const url = `http://127.0.0.1:${port}`;
  await answering(`${url}/transactions`, child);
  return running(url, child);
}

/** A folder for a database, and how to remove it. */
export function throwAwayFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "understudy-"));
  chmodSync(path, 0o755); // As root, PostgreSQL runs as another user, who has to get in.
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

function launch(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const env = { ...process.env, NODE_ENV: "production", ...environment };
  return spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "inherit"] });
}

function running(url: string, child: ChildProcess): Running {
  return {
    url,
    memory: () => residentMiB(child.pid ?? 0),
    cpu: () => processorTime(child.pid ?? 0),
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`A server ended with ${child.exitCode} before it answered at ${url}.`);
    const response = await fetch(url).catch(() => undefined);
    await response?.arrayBuffer();
    if (response && response.status !== 503) return;
    await delay(5);
  }
  throw new Error(`Nobody answers at ${url}.`);
}

function residentMiB(pid: number): number {
  try {
    const [, kib = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Math.round(Number(kib) / 1024);
  } catch {
    return Number.NaN; // Only Linux tells it this way.
  }
}

/** In hundredths of a second, which is how Linux counts for its users. */
const ticksPerSecond = 100;

function processorTime(root: number): { own: number; started: number } {
  const parents = new Map<number, number>();
  const used = new Map<number, number>();
  for (const name of existsSync("/proc") ? readdirSync("/proc") : []) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? readStat(pid) : undefined;
    if (stat === undefined) continue;
    parents.set(pid, Number(stat[1]));
    used.set(pid, (Number(stat[11]) + Number(stat[12])) / ticksPerSecond);
  }
  const isStarted = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isStarted(parent));
  };
  let started = 0;
  for (const [pid, seconds] of used) if (isStarted(pid)) started += seconds;
  return { own: used.get(root) ?? Number.NaN, started };
}

/** The fields of a process behind its name, which may hold anything. */
function readStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined; // It has just ended.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
