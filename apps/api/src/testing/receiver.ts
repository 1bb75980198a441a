import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterAll, onTestFinished, TestRunner } from "vitest";

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  // Bodies of every shape are looked into.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

/** What it answers: a status, with or without more, nothing at all, or what a function says of the request. */
export type Reply = Answer | ((request: Received) => Answer | Promise<Answer>);
type Answer = number | "hang" | WholeAnswer;

export interface WholeAnswer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}

export interface Receiver {
  readonly url: string;
  /** What has come in, in its order. */
  readonly received: readonly Received[];
  /** From now on answers so. */
  answer(reply: Reply): void;
}

/** Somebody who listens on loopback and keeps what comes. Ends with the test, or with the file if made outside of one. */
export async function testReceiver(first: Reply = 200): Promise<Receiver> {
  let reply = first;
  const received: Received[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const rawBody = await buffer(request);
    const { method = "", url: path = "", headers } = request;
    const taken = { method, path, headers, rawBody, body: parsed(rawBody) };
    received.push(taken);
    const answer = typeof reply === "function" ? await reply(taken) : reply;
    if (answer === "hang") return;
    const whole: WholeAnswer = typeof answer === "number" ? { status: answer } : answer;
    response.writeHead(whole.status, whole.headers).end(whole.body);
  };
  // A sender that breaks off while it sends has sent nothing.
  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  if (TestRunner.getCurrentTest()) onTestFinished(close);
  else afterAll(close);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answer(next) {
      reply = next;
    },
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
