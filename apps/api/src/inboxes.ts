import { STATUS_CODES } from "node:http";
import { newId } from "@understudy/database";
import type { Context, Engine } from "@understudy/engine";
import type { Trace } from "@understudy/server";
import { goneFrom } from "@understudy/server";
import { type Request, type Response, Router } from "express";
import { type Behaviour, isInboxName } from "./providers/control/store/inboxes.ts";
import { keep, type Received } from "./providers/control/store/messages.ts";

/** `/inboxes/{sandboxId}/{name}` and all below it: keeps whatever comes as it comes, and behaves as the inbox was told. */
export function inboxes(engine: Engine, bodyLimitBytes: number): Router {
  const router = Router({ caseSensitive: true });
  router.use("/:sandboxId/:name", async (req, res) => {
    const { sandboxId = "", name = "" } = req.params;
    const trace: Trace<Context> = { service: "inboxes", operationId: "receive", requestId: newId("req") };
    res.locals.trace = trace;
    const isPossible = isInboxName(name) && !sandboxId.includes("\0");
    const ctx = isPossible ? await engine.enter(sandboxId) : undefined;
    if (!ctx) return say(res, 404, absent);
    trace.context = ctx;
    const body = await read(req, bodyLimitBytes);
    if (body === "aborted") return;
    if (body === "too large") return say(res, 413, `An inbox takes bodies of at most ${bodyLimitBytes} bytes.\n`);
    const behaviour = await keep(ctx, name, received(req, body));
    if (!behaviour) return say(res, 404, absent);
    await behave(engine, res, behaviour);
  });
  return router;
}

const absent = "There is no such inbox.\n";

function received(req: Request, body: Uint8Array): Received {
  const headers = req.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 ? [[name, all[index + 1] ?? ""] as const] : [],
  );
  return { method: req.method, path: req.url, headers, body };
}

/** The bytes of the body as they come: nothing is decompressed. Of what is too large the rest is left to run out. */
async function read(req: Request, limit: number): Promise<Uint8Array | "too large" | "aborted"> {
  if (Number(req.headers["content-length"] ?? 0) > limit) return "too large";
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    return "aborted";
  }
  req.resume();
  return size > limit ? "too large" : Buffer.concat(chunks);
}

async function behave(engine: Engine, res: Response, { status, delayMs, hangs }: Behaviour): Promise<void> {
  const signal = goneFrom(res);
  if (hangs) await engine.arrivals.rest({ gone: signal });
  else if (delayMs > 0) await engine.arrivals.rest({ ms: delayMs, gone: signal });
  if (hangs) res.destroy();
  else say(res, status, STATUS_CODES[status] ?? "");
}

function say(res: Response, status: number, text: string): void {
  if (!res.destroyed) res.status(status).type("text/plain").send(text);
}
