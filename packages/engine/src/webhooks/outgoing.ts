import { Agent, buildConnector, type Dispatcher as HttpDispatcher, request as send } from "undici";
import { demandPublic, lookupPublic } from "./addresses.ts";
import { wordsOf } from "./mistakes.ts";
import type { WebhookRequest } from "./scheme.ts";

/** What came of one request. */
export interface Outcome {
  /** Null where no answer came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string | string[]>> | null;
  /** The answer's first bytes. */
  readonly body: Buffer | null;
  /** Why no answer came, in words for whoever looks for the mistake. */
  readonly error: string | null;
  /** Real milliseconds. */
  readonly durationMs: number;
  /** Whether the endpoint let the time run out: it should have fewer requests at once. */
  readonly isSlow: boolean;
}

/** A request to somebody else's server. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

interface Limits {
  readonly timeoutMs: number;
  /** How much of the answer's body is kept. */
  readonly mostBytes: number;
  /** Whether it is no answer where the body breaks off before that; else the status counts all the same. */
  readonly isBodyNeeded?: boolean;
  readonly ending: AbortSignal;
}

export interface OutgoingOptions {
  /** Sends to public addresses only. */
  readonly publicOnly: boolean;
  /** Addresses of our own: what begins with `prefix` is asked at `at` instead, wherever outside it may seem to be. */
  readonly own?: { readonly prefix: string; readonly at: () => string } | undefined;
}

/** How much of the answer to a webhook is kept. */
export const keptBytes = 16_384;

/** How long a connection may take to be made, whatever is left of the request that wanted it. */
const connectMs = 30_000;

/** No deadlines but a request's own, and no HTTP/2: how many requests there may be at once is said by endpoint. */
const common = { headersTimeout: 0, bodyTimeout: 0, allowH2: false };

/** Sends requests. Connections are kept and used again; redirects are answers like any other. */
export class Outgoing {
  readonly #own: OutgoingOptions["own"];
  readonly #agent: Agent;
  readonly #ownAgent = new Agent({ ...common, connect: { timeout: connectMs } });

  constructor({ publicOnly, own }: OutgoingOptions) {
    // As addresses are compared: its host in lower case, its port not written where it goes without saying.
    this.#own = own && { ...own, prefix: new URL(own.prefix).href };
    this.#agent = new Agent({ ...common, connect: connectorFor(publicOnly) });
  }

  post(request: WebhookRequest, timeoutMs: number, ending: AbortSignal): Promise<Outcome> {
    return this.send({ ...request, method: "POST" }, { timeoutMs, mostBytes: keptBytes, ending });
  }

  /** Resolves whatever happens, but for an abort by `ending`, which throws. */
  async send(request: OutgoingRequest, { timeoutMs, ending, ...limits }: Limits): Promise<Outcome> {
    const begun = performance.now();
    const deadline = AbortSignal.timeout(timeoutMs);
    const answered = { status: null, headers: null, body: null, error: null };
    const took = () => ({ durationMs: Math.round(performance.now() - begun), isSlow: deadline.aborted });
    try {
      const answer = await this.#exchange(request, limits, AbortSignal.any([deadline, ending]));
      return { ...answered, ...answer, ...took() };
    } catch (error) {
      if (ending.aborted) throw error;
      return {
        ...answered,
        error: deadline.aborted ? `No answer within ${timeoutMs / 1000} s.` : wordsOf(error),
        ...took(),
      };
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#agent.destroy(), this.#ownAgent.destroy()]);
  }

  async #exchange(
    request: OutgoingRequest,
    limits: Pick<Limits, "mostBytes" | "isBodyNeeded">,
    signal: AbortSignal,
  ): Promise<Pick<Outcome, "status" | "headers" | "body">> {
    signal.throwIfAborted();
    const { url, dispatcher, host } = this.#way(request.url);
    const sent = send(url, {
      ...{ method: request.method, body: request.body ?? null, dispatcher, signal },
      headers: { ...request.headers, ...(host !== undefined && { host }) },
    });
    const { statusCode: status, headers, body } = await unlessAborted(signal, sent);
    return { status, headers: present(headers), body: await beginningOf(body, limits) };
  }

  /** Judged by the address that is really meant: `…/inboxes/../control` does not begin with `…/inboxes/`. */
  #way(url: string): { url: string; dispatcher: HttpDispatcher; host?: string } {
    const own = this.#own;
    const meant = URL.parse(url);
    if (!own || !meant?.href.startsWith(own.prefix)) return { url, dispatcher: this.#agent };
    return { url: `${own.at()}${meant.href.slice(own.prefix.length)}`, dispatcher: this.#ownAgent, host: meant.host };
  }
}

function connectorFor(publicOnly: boolean): buildConnector.connector {
  const connect = buildConnector({ timeout: connectMs, allowH2: false, ...(publicOnly && { lookup: lookupPublic }) });
  if (!publicOnly) return connect;
  return (options, callback) => {
    try {
      demandPublic(options.hostname);
    } catch (error) {
      return callback(error as Error, null);
    }
    return connect(options, callback);
  };
}

/** The library tells a request of its abort only once there is a connection, which may take longer than all. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

type Headers = Record<string, string | string[]>;

function present(headers: Record<string, string | string[] | undefined>): Headers {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
  );
}

/** The body's first bytes. */
async function beginningOf(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  { mostBytes, isBodyNeeded = false }: Pick<Limits, "mostBytes" | "isBodyNeeded">,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= mostBytes) break;
    }
  } catch (error) {
    body.destroy();
    if (isBodyNeeded) throw error;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes);
}
