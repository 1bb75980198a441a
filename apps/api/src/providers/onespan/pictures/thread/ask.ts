import { Worker } from "node:worker_threads";
import type { Answer, Orders } from "./orders.ts";

/** It had an order and came to its end over it. */
export class ThreadEnded extends Error {}

/** Longer than anything takes on a machine that is busy; what was made to do harm must end. */
const patienceMs = 30_000;
/** Where what is new is small, what was drawn is given back soon: it costs no time, and saves 20 MB. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

let last: Promise<unknown> = Promise.resolve();

/**
 * Drawing a picture and decoding one take a processor for many turns' time: a thread does it, so that nobody else is held
 * up. There is one, which has one order at a time, and all others wait here in the order in which they came: what waits
 * is no more than a name or a handle, and a thread that ends takes one order with it.
 */
export function ask<Kind extends keyof Orders>(kind: Kind, from: Orders[Kind]["from"]): Promise<Orders[Kind]["to"]> {
  const turn = last.then(() => hand(kind, from));
  last = turn.catch(() => undefined);
  return turn;
}

async function hand<Kind extends keyof Orders>(kind: Kind, from: Orders[Kind]["from"]): Promise<Orders[Kind]["to"]> {
  const worker = running();
  worker.postMessage({ kind, from });
  const { promise, resolve, reject } = Promise.withResolvers<Answer<Kind>>();
  const ended = (cause?: unknown) => reject(new ThreadEnded(`The thread ended over an order to ${kind}.`, { cause }));
  worker.once("message", resolve).once("error", ended).once("exit", ended);
  const patience = setTimeout(() => void worker.terminate(), patienceMs).unref();
  const answer = await promise.finally(() => {
    clearTimeout(patience);
    worker.off("message", resolve).off("error", ended).off("exit", ended);
  });
  if ("error" in answer) throw answer.error;
  return answer.to;
}

let current: Worker | undefined;

/** Started at the first order, and again at the next one after it ended. It keeps no process alive. */
function running(): Worker {
  if (current) return current;
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { name: "pictures", resourceLimits });
  worker.unref();
  const over = () => {
    if (current === worker) current = undefined;
  };
  // Whoever has an order there is told; one that ends without an order is missed by nobody.
  worker.on("error", over).once("exit", over);
  current = worker;
  return worker;
}
