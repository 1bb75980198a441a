import type { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Answer } from "@understudy/server";
import { isDropped, tellsOfAbsence } from "./store/dropped.ts";

/** What the next request is answered. */
type Next = (ctx: Context) => Refusal;

/**
 * A sandbox may be dropped while a request is at work in it. What goes wrong by that, a key that leads nowhere or an object
 * that is there no more, is answered as the next request is; anything else, and what cannot be asked about, as it is.
 */
export async function unlessDropped<T>(ctx: Context, next: Next, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw tellsOfAbsence(error) && (await isGone(ctx)) ? next(ctx) : error;
  }
}

async function isGone(ctx: Context): Promise<boolean> {
  // A database that is down has told so by the error already.
  return isDropped(ctx).catch(() => false);
}

/** As a service has them; each takes a context that is a sandbox's. */
type Handlers = Readonly<Record<string, (exchange: never, ctx: never) => Promise<Answer>>>;

/** The same for all handlers of a service. */
export function allUnlessDropped<All extends Handlers>(handlers: All, next: Next): All {
  const wrapped = Object.entries(handlers).map(([operationId, handler]) => [
    operationId,
    (exchange: never, ctx: never) => unlessDropped(ctx, next, () => handler(exchange, ctx)),
  ]);
  // Each takes and answers what it did before.
  return Object.fromEntries(wrapped) as All;
}
