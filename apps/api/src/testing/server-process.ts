import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "./eventually.ts";

const main = join(import.meta.dirname, "../main.ts");

/** A server that runs as its users run it: in a process of its own, on an embedded database in `dataDir`. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Sends the signal and answers how the process ended: its exit code, or the signal. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

export async function launch(dataDir: string): Promise<ServerProcess> {
  const port = await freePort();
  const config = {
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    HOST: "",
    DATABASE_URL: "",
    PUBLIC_URL: "",
  };
  const env = { ...process.env, ...config, CONTROL_TOKEN: "" };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** The same, once it serves. */
export async function launchReady(dataDir: string): Promise<ServerProcess> {
  const server = await launch(dataDir);
  await eventually(async () => {
    if (server.child.exitCode !== null) throw new Error(`The server ended with ${server.child.exitCode}.`);
    const { status } = await fetch(`${server.url}/readyz`);
    if (status !== 200) throw new Error(`The server answers ${status}.`);
  }, 60_000);
  return server;
}

/** A data folder that PostgreSQL's user can get into when we are root. */
export function newDataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "understudy-server-"));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The process of the embedded PostgreSQL in `dataDir`; undefined where none lives. */
export function postgresOf(dataDir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDir, "postgres/data/postmaster.pid"), "utf8"), 10);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
