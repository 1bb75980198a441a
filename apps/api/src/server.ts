import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { migrate, openStore } from "@understudy/database";
import { type Engine, type Gateway, installJobs, openEngine, realNow, twilioGateway } from "@understudy/engine";
import { type App, createApp } from "./app.ts";
import { attempts } from "./attempts.ts";
import type { Config, Secrets } from "./config.ts";
import { drainer } from "./drain.ts";
import type { Log } from "./log.ts";
import { takeLowerCaseMethods } from "./lower-case-methods.ts";
import { openMetrics } from "./metrics.ts";
import type { Seeds } from "./provider.ts";
import { defaultSandboxId, found, foundMissing, type Means } from "./providers/control/store/sandboxes.ts";
import { providers } from "./services.ts";

export interface ServerOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  readonly log: Log;
  readonly validateResponses: "throw" | "log";
  /** What is laid into the default sandbox and every new one; nothing if absent. */
  readonly seeds?: Seeds;
}

export interface RunningServer {
  /** Where the server is reached: the configured address, with the port that the system gave where it was 0. */
  readonly publicUrl: string;
  /** The port that it listens on. */
  readonly port: number;
  readonly engine: Engine;
  /** Takes no more requests, finishes those that run and the jobs that run, and lets go of the database. */
  close(): Promise<void>;
}

/** Migrates the database, opens engine and mounts on it, and answers once requests are served. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, databaseUrl, log } = options;
  // Listening first: a taken port is found out before anything else is touched, and a probe sees 503, not a refusal.
  let app: App | undefined;
  const http = createServer((req, res) => (app ? app.express(req, res) : notReady(res)));
  takeLowerCaseMethods(http);
  const drain = drainer(http);
  await listen(http, config);
  const opened = new AsyncDisposableStack();
  try {
    await prepare(databaseUrl, log);
    const store = await openStore({ databaseUrl, poolSize: config.poolSize, log });
    opened.defer(store.close);
    const publicUrl = addressOf(http, config);
    const timers = Object.fromEntries(providers.map(({ name, timers }) => [name, timers]));
    const tasks = Object.fromEntries(providers.map(({ name, tasks = {} }) => [name, tasks]));
    const webhooks = Object.fromEntries(
      providers.flatMap(({ name, webhooks }) => (webhooks ? [[name, webhooks]] : [])),
    );
    // Its keys are published: on an address that others reach it does not exist, even if an earlier start made it.
    const hiddenSandboxId = config.isLoopback ? undefined : defaultSandboxId;
    const metrics = openMetrics();
    const engine = await openEngine({
      ...{ db: store.db, databaseUrl, publicUrl, timers, tasks, webhooks, log, hiddenSandboxId },
      gateway: smsGateway(options),
      report: attempts(log, metrics),
      isPublic: !config.isLoopback,
      // However the outside reaches this server, by whatever path, it need not go there to reach itself.
      own: { prefix: `${publicUrl}/inboxes/`, at: () => `${ownAddress(http)}/inboxes/` },
    });
    opened.defer(engine.close);
    opened.defer(drain);
    opened.defer(engine.rest);
    if (config.isLoopback) await foundDefaultSandbox(engine, { providers, seeds: options.seeds ?? new Map() });
    app = createApp({ ...options, engine, metrics });
    setImmediate(() => app?.ready().catch((error) => log.error({ err: error }, "a spec could not be prepared")));
    return { publicUrl, port: (http.address() as AddressInfo).port, engine, close: () => opened.disposeAsync() };
  } catch (error) {
    http.close();
    await opened.disposeAsync();
    throw error;
  }
}

/** Our tables and those of the jobs. One that fails waits for the other, which still holds connections. */
async function prepare(databaseUrl: string, log: Log): Promise<void> {
  const outcomes = await Promise.allSettled([migrate(databaseUrl, { log }), installJobs(databaseUrl)]);
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
}

function smsGateway({ config: { sms }, secrets: { smsAuthToken } }: ServerOptions): Gateway | undefined {
  return sms && smsAuthToken ? twilioGateway({ ...sms, authToken: smsAuthToken }) : undefined;
}

async function foundDefaultSandbox(engine: Engine, means: Means): Promise<void> {
  const old = await engine.enter(defaultSandboxId);
  if (old) return foundMissing(engine, means, old);
  try {
    await found(engine, means, { id: defaultSandboxId, name: "default", now: realNow() });
  } catch (error) {
    // Another process on the same database may have been faster.
    const others = await engine.enter(defaultSandboxId);
    if (!others) throw error;
    await foundMissing(engine, means, others);
  }
}

function notReady(res: ServerResponse): void {
  res.writeHead(503, { "Content-Type": "application/json", "Retry-After": "1" });
  res.end('{"status":"starting"}');
}

function listen(http: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve();
    });
  });
}

function addressOf(http: Server, config: Config): string {
  if (config.port !== 0) return config.publicUrl;
  return config.publicUrl.replace(/:0$/, `:${(http.address() as AddressInfo).port}`);
}

/** Where this process reaches itself. */
function ownAddress(http: Server): string {
  const { address, port } = http.address() as AddressInfo;
  const host = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[address] ?? (address.includes(":") ? `[${address}]` : address);
  return `http://${host}:${port}`;
}
