import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dirname, "../main.ts");

/** A server that runs as its users run it: in a process of its own, on an embedded database in `dataDir`. */
export interface ServerProcess {
  /** Sends the signal and answers how the process ended: its exit code, or the signal. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  /** Resolves with the server's address once it serves. */
  ready(): Promise<string>;
}

/** `environment` may name another database, or whatever else is to be as it usually is not. */
export function launch(dataDir: string, environment: NodeJS.ProcessEnv = {}): ServerProcess {
  const config = { PORT: "0", DATA_DIR: dataDir, SEED_DIR: "", LOG_LEVEL: "warn", HOST: "", DATABASE_URL: "" };
  const env = { ...process.env, ...config, PUBLIC_URL: "", CONTROL_TOKEN: "", ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once("exit", (code, signal) => resolve(code ?? signal)),
  );
  const ready = new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      const [, url] = /ready at (\S+)\n/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
    ended.then((how) => reject(new Error(`The server ended with ${how} before it was ready.`)));
  });
  ready.catch(() => undefined); // A start that is meant to be interrupted is not asked for.
  return {
    end(signal) {
      child.kill(signal);
      return ended;
    },
    ready: () => ready,
  };
}

/** The same, once it serves. */
export async function launchReady(
  dataDir: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<ServerProcess & { readonly url: string }> {
  const server = launch(dataDir, environment);
  return { ...server, url: await server.ready() };
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
