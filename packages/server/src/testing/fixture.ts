import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Refusal } from "@understudy/domain";
import express from "express";
import type { MountOptions } from "../house.ts";
import { type Mounted, mount } from "../mount.ts";
import type { Answer, Exchange, Service } from "../provider.ts";
import type { Spooled } from "../spooling/spool.ts";
import { document } from "./document.ts";

export interface World {
  readonly now: Date;
}

export type Handler = (exchange: Exchange, world: World) => Promise<Answer>;

const echo: Handler = async (exchange) => ({ status: 200, body: exchange });

/** What came, with a file as what is known of it. */
function told(value: unknown): unknown {
  if (value instanceof File) return [value.name, value.type, value.size];
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, told(each)]));
}

/** What was spooled, as its size and its hash. */
export async function digest(file: Spooled): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of file.stream()) hash.update(chunk);
  return `${file.size} ${hash.digest("hex")}`;
}

async function digests(files: Exchange["files"]): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const [field, file] of files) told[field] = await digest(file);
  return told;
}

const defaults: Readonly<Record<string, Handler>> = {
  createThing: async () => ({ status: 201, body: { id: "thing_1", amount: 1 } }),
  listThings: echo,
  readMine: async () => ({ status: 200, body: "mine" }),
  readThing: async ({ path }) => ({ status: 200, body: { id: path.thingId, amount: 1 } }),
  dropThing: async () => ({ status: 204 }),
  changeThing: async ({ body }) => ({ status: 200, body: { body: body ?? "none" } }),
  shout: echo,
  count: echo,
  issueToken: echo,
  sendFile: async ({ body }) => ({ status: 200, body: told(body) ?? "none" }),
  spell: async ({ body }) => ({ status: 200, body: body ?? {} }),
  sendPapers: async ({ body, files }) => ({ status: 200, body: { body: body ?? "none", files: await digests(files) } }),
  sendScan: async ({ body }) => ({ status: 200, body: await digest(body as Spooled) }),
  readScript: async () => ({ status: 200, body: { name: "a" } }),
  readPicture: async () => ({ status: 200, body: new Uint8Array([137, 80]) }),
};

const statuses: Readonly<Record<string, number>> = {
  no_credential: 401,
  absent: 404,
  no_route: 404,
  wrong_method: 405,
  too_large: 413,
  bad_media_type: 415,
};

/** A service over the fixture document whose handlers answer what they were given; any part can be another. */
export function fixture(
  handlers: Readonly<Record<string, Handler>> = {},
  other: Partial<Omit<Service<World>, "handlers">> = {},
): Service<World> {
  return {
    name: "fixture",
    document,
    prefix: "/fixture",
    present: {
      refusal: ({ code }) => ({ status: statuses[code] ?? 400, body: { error: code } }),
      invalid: (problems) => ({ status: 400, body: { error: "invalid", problems } }),
      bug: () => ({ status: 500, body: { error: "bug" } }),
      headers: ({ requestId }) => ({ "request-id": requestId }),
    },
    open: async (arrival) => {
      if (!arrival.anonymous && !arrival.header("Authorization")) throw new Refusal("no_credential", "who?");
      return { now: new Date("2026-01-01T00:00:00Z") };
    },
    requestId: () => `req_${crypto.randomUUID()}`,
    ...other,
    handlers: { ...defaults, ...handlers },
  };
}

export interface Logged {
  readonly level: string;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

/** A running app with one or more services on it. `call` asks the first with a credential. */
export interface Running {
  readonly url: string;
  readonly logged: Logged[];
  readonly mounted: readonly Mounted[];
  readonly server: Server;
  call(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  close(): Promise<void>;
}

export async function start(services: readonly Service<World>[], other: Partial<MountOptions> = {}): Promise<Running> {
  const logged: Logged[] = [];
  const record = (level: string) => (fields: object, message: string) => {
    logged.push({ level, fields: { ...fields }, message });
  };
  const log = { error: record("error"), warn: record("warn") };
  const realNow = () => new Date("2000-01-01T00:00:00Z");
  const options: MountOptions = {
    log,
    validateResponses: "throw",
    bodyLimit: 20_000,
    uploadLimit: 40_000,
    realNow,
    ...other,
  };
  const app = express();
  const mounted = services.map((service) => mount(service, options));
  for (const each of mounted) app.use(each);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/fixture/v1${path}`, { ...init, headers: { authorization: "Bearer x", ...init.headers } });
  return {
    url,
    logged,
    mounted,
    server,
    call,
    post: (path, body) =>
      call(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
