import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { raw } from "@understudy/database";
import type { TestDatabase } from "@understudy/database/testing";
import { onTestFinished } from "vitest";
import type { Context } from "../context.ts";
import type { EngineOptions } from "../engine.ts";
import { type EventSpec, insertEvents } from "../events.ts";
import type { Sandbox } from "../sandbox.ts";
import { noon, testEngine, testSandbox } from "../testing.ts";
import { Worlds } from "../worlds.ts";
import { acme, type Target } from "./acme.fixture.ts";
import type { Webhooks } from "./scheme.ts";
import { type SubscriptionSpec, subscribe } from "./subscriptions.ts";

export interface World {
  readonly engine: Awaited<ReturnType<typeof testEngine>>;
  readonly sandbox: Sandbox;
  readonly ctx: Context;
}

type Options = Partial<Pick<EngineOptions, "timers" | "isPublic" | "own" | "log">> & {
  readonly scheme?: Webhooks<Target>;
  /** Where the sandbox stands; null where it runs. */
  readonly at?: Date | null;
};

/** An engine with one provider, and a sandbox. */
export async function world(bed: TestDatabase, { scheme = acme, at = noon, ...options }: Options = {}): Promise<World> {
  const engine = await testEngine(bed, { webhooks: { acme: scheme }, ...options });
  const sandbox = await testSandbox(bed, at);
  return { engine, sandbox, ctx: await enter(engine, sandbox) };
}

/** A sandbox where nobody sends: what is owed stays owed. */
export async function stillWorld({ db, ...bed }: TestDatabase) {
  const sandbox = await testSandbox({ db, ...bed });
  const worlds = new Worlds({ db, publicUrl: "http://here", hiddenSandboxId: undefined });
  const at = (now: Date) => worlds.within(db, sandbox, now);
  return { sandbox, ctx: at(noon), at };
}

export async function enter(engine: World["engine"], { id }: Pick<Sandbox, "id">): Promise<Context> {
  const ctx = await engine.enter(id);
  if (!ctx) throw new Error(`no sandbox ${id}`);
  return ctx;
}

/** Subscribes an endpoint that wants everything unless it says otherwise. */
export async function listen(
  ctx: Context,
  url: string,
  { endpointId = "end_1", headers, ...spec }: Partial<SubscriptionSpec> & Pick<Target, "headers"> = {},
): Promise<void> {
  const target = { url, ...(headers && { headers }) };
  await subscribe(ctx, [{ provider: "acme", endpointId, filter: {}, target, ...spec }]);
}

/** Has events happen, all by one statement, or a plain one; answers their ids. */
export async function happen(ctx: Context, ...events: readonly Partial<EventSpec>[]): Promise<string[]> {
  const specs = (events.length > 0 ? events : [{}]).map((event) => ({
    ...{ id: ctx.newId("evt"), provider: "acme", type: "rang", subject: "a", data: {} },
    ...event,
  }));
  await ctx.db.$executeRaw`
    WITH given AS (SELECT 1), told AS (${insertEvents(ctx, raw("given"), specs)}) SELECT FROM told`;
  return specs.map(({ id }) => id);
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** What is written of a sandbox's deliveries, in order of writing. */
export const deliveriesIn = ({ db }: Pick<TestDatabase, "db">, { id }: Pick<Sandbox, "id">) =>
  db.delivery.findMany({ where: { sandboxId: id }, orderBy: { sequence: "asc" } });

/** What is written of a sandbox's attempts, in order of time. */
export const attemptsIn = ({ db }: Pick<TestDatabase, "db">, { id }: Pick<Sandbox, "id">) =>
  db.deliveryAttempt.findMany({ where: { sandboxId: id }, orderBy: [{ at: "asc" }, { number: "asc" }] });

export interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The sandbox's time at which it says it was sent. */
  readonly at: string;
  /** The subject of the event that it tells of. */
  readonly subject: string;
}

/** A status to answer with, or that the answer is seen to or never comes. */
export type Answer = (received: Received, res: ServerResponse, index: number) => number | undefined | Promise<number>;

/** Leaves the request without an answer. */
export const hangs: Answer = () => undefined;

export interface Receiver {
  readonly url: string;
  /** What came, in the order of arrival. */
  readonly got: readonly Received[];
  /** How many connections there have been. */
  readonly connections: number;
  /** How many requests were open at once at most. */
  readonly most: number;
  close(): Promise<void>;
}

/** An endpoint on loopback that writes down what it gets. */
export async function receiver(answer: Answer = () => 200): Promise<Receiver> {
  const state = { got: [] as Received[], connections: 0, open: 0, most: 0 };
  const http = createServer(async (req, res) => {
    state.open += 1;
    state.most = Math.max(state.most, state.open);
    res.once("close", () => {
      state.open -= 1;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { subject } = JSON.parse(body) as { subject: string };
    const received = {
      method: req.method,
      path: req.url,
      headers: req.headers,
      body,
      at: `${req.headers["x-at"]}`,
      subject,
    };
    state.got.push(received);
    const status = await answer(received, res, state.got.length - 1);
    if (status !== undefined) res.writeHead(status).end("ok");
  });
  http.on("connection", () => {
    state.connections += 1;
  });
  const { url, close } = await open(http, () => http.closeAllConnections());
  return Object.defineProperties({ close, url } as Receiver, {
    got: { get: () => state.got },
    connections: { get: () => state.connections },
    most: { get: () => state.most },
  });
}

/** An endpoint that speaks no HTTP, or its own. */
export async function tcpReceiver(
  onConnection: (socket: Socket) => void,
): Promise<{ url: string; connections: number }> {
  const sockets = new Set<Socket>();
  const opened = { url: "", connections: 0 };
  const server = createTcpServer((socket) => {
    opened.connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  const { url } = await open(server, () => {
    for (const socket of sockets) socket.destroy();
  });
  return Object.assign(opened, { url });
}

interface Listening {
  listen(port: number, host: string, onListening: () => void): unknown;
  address(): unknown;
  close(onClosed: () => void): unknown;
}

async function open(server: Listening, disconnect: () => void): Promise<{ url: string; close(): Promise<void> }> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      disconnect();
    });
  onTestFinished(close);
  return { url: `http://127.0.0.1:${port}/`, close };
}
