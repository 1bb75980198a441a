import autocannon from "autocannon";
import { middle } from "./report.ts";

/** What one request has of its own. */
export interface Shot {
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Load {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly shots: readonly Shot[];
  /** The status that every answer must have: a load that measures refusals measures nothing. */
  readonly expected: number;
}

export interface Measured {
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Requests in flight at once. */
export const inFlight = 16;

/** Sends every shot once. */
export async function fire({ url, method, headers, shots, expected }: Load): Promise<Measured> {
  let next = 0;
  const setupRequest = (request: autocannon.Request) => {
    const { path, body, headers: own } = shots[next++ % shots.length] ?? { path: "/" };
    return { ...request, path, body, headers: { ...headers, ...own } };
  };
  const startedAt = performance.now();
  // The tool itself looks at the clock once a second only, too seldom for short rounds.
  let endedAt = startedAt;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const requests = [{ setupRequest }];
    const options = { url, method, connections: inFlight, amount: shots.length, requests };
    const instance = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
    instance.on("response", () => {
      endedAt = performance.now();
    });
  });
  const told = Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => `${count} × ${status}`);
  if ((result.statusCodeStats?.[`${expected}`]?.count ?? 0) !== shots.length)
    throw new Error(`${method} ${url}: wanted ${shots.length} × ${expected}, got ${told.join(", ") || "nothing"}.`);
  const seconds = (endedAt - startedAt) / 1000;
  return { perSecond: shots.length / seconds, p50: result.latency.p50, p99: result.latency.p99 };
}

/** The middle of several rounds, each figure by itself. */
export function median(rounds: readonly Measured[]): Measured {
  return {
    perSecond: middle(rounds.map(({ perSecond }) => perSecond)),
    p50: middle(rounds.map(({ p50 }) => p50)),
    p99: middle(rounds.map(({ p99 }) => p99)),
  };
}
