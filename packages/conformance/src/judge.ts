import { type Breach, BreachError } from "./breach.ts";
import { isRecord } from "./document.ts";
import { requestBreaches, responseBreaches, type Sent } from "./exchange.ts";
import { essence } from "./media.ts";
import { type Operation, readOperations } from "./operations.ts";
import { Schemas } from "./schemas.ts";

export interface JudgeOptions {
  /** What stands before the server path of the spec, as the client has it: `http://127.0.0.1:4700/acme`. */
  readonly baseUrl: string;
  /** Sends the request; the platform's own `fetch` where it is left out. */
  readonly fetch?: typeof fetch;
  /**
   * Which requests must keep to the spec: `all` is for users of an API, who get to know before anything is sent;
   * `accepted`, for tests that send wrong ones on purpose, judges those that were answered with a success.
   */
  readonly requests?: "all" | "accepted";
  /** Told of breaches; without it they are thrown, as a BreachError. */
  readonly report?: (breaches: readonly Breach[]) => void;
}

/** A judged answer's operation and text, for those who hold the answer. */
export interface Exchange {
  readonly operation: string;
  readonly body: string;
}

interface Rules {
  readonly operations: readonly Operation[];
  readonly schemas: Schemas;
  readonly serverPath: string;
}

// Reading a document and compiling its schemas is slow beside an exchange, and a document never changes.
const read = new WeakMap<object, Rules>();
const judged = new WeakMap<Response, Exchange>();

/** What is known of an answer that came through a judge. */
export function exchangeOf(response: Response): Exchange | undefined {
  return judged.get(response);
}

/**
 * A `fetch` for any client, that holds each exchange against an OpenAPI 3.1 document: path, parameters and body on the
 * way out; status, headers, media type and body on the way in. Its validator is its own, not the server's.
 */
export function judge(document: object, options: JudgeOptions): typeof fetch {
  const { baseUrl, fetch: send = fetch, requests = "all", report = raise } = options;
  const { operations, schemas, serverPath } = rulesOf(document);
  const base = new URL(baseUrl).pathname.replace(/\/$/, "") + serverPath;

  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : "";
    const operation = operations.find(({ method, pattern }) => method === request.method && pattern.test(path));
    if (!operation) {
      report([unknown(request.method, url.pathname)]);
      return send(request);
    }
    const sent = { path, query: url.searchParams, ...(await contentOf(request.clone())) };
    const faults = requestBreaches(operation, schemas, sent);
    if (requests === "all" && faults.length > 0) report(faults);
    const response = await send(request);
    const body = await response.clone().text();
    judged.set(response, { operation: operation.id, body });
    const accepted = requests === "accepted" && response.status < 400 ? faults : [];
    const breaches = [
      ...accepted,
      ...responseBreaches(operation, schemas, { status: response.status, headers: response.headers, body }),
    ];
    if (breaches.length > 0) report(breaches);
    return response;
  };
}

async function contentOf(request: Request): Promise<Pick<Sent, "headers" | "body" | "form">> {
  const { headers } = request;
  if (essence(headers.get("content-type") ?? "") !== "multipart/form-data")
    return { headers, body: await request.text() };
  const [bytes, form] = [request.clone().text(), request.formData().catch(() => undefined)];
  return { headers, body: await bytes, form: await form };
}

function rulesOf(document: object): Rules {
  const known = read.get(document);
  if (known) return known;
  const rules = {
    operations: readOperations(document),
    schemas: new Schemas(document),
    serverPath: serverPath(document),
  };
  read.set(document, rules);
  return rules;
}

function serverPath(document: object): string {
  const [server]: unknown[] = isRecord(document) && Array.isArray(document.servers) ? document.servers : [];
  const url = isRecord(server) && typeof server.url === "string" ? server.url : "/";
  return new URL(url.replace(/[{}]/g, ""), "http://localhost").pathname.replace(/\/$/, "");
}

function unknown(method: string, path: string): Breach {
  return {
    operation: `${method} ${path}`,
    side: "request",
    in: "path",
    field: "",
    message: "is no operation of the spec",
  };
}

function raise(breaches: readonly Breach[]): never {
  throw new BreachError(breaches);
}
