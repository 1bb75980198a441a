import { newId } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Engine, realNow } from "@understudy/engine";
import type { Answer } from "@understudy/server";
import { type ErrorRequestHandler, type RequestHandler, type Response, Router } from "express";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { present } from "./providers/control/errors.ts";

/** What an operator's tools ask: is the process alive, can it serve, what has it done. */
export function house(engine: Engine, metrics: Metrics, log: Log): Router {
  const router = Router();
  router.get("/", (_req, res) => res.redirect("/docs/"));
  router.get("/healthz", (_req, res) => void res.json({ status: "ok" }));
  router.get("/readyz", async (_req, res) => {
    try {
      await engine.db.$queryRaw`SELECT 1`;
      res.json({ status: "ready" });
    } catch (error) {
      log.warn({ err: error }, "the database does not answer");
      res.status(503).json({ status: "unavailable" });
    }
  });
  router.get("/metrics", async (_req, res) => void res.type(metrics.contentType).send(await metrics.render()));
  return router;
}

/** An address at which there is neither a service nor a page: refused as the control API refuses. */
export const lost: RequestHandler = (req, res) => {
  send(res, (at) => present.refusal(new Refusal("no_route", `There is nothing at ${req.path}.`), at));
};

/** What went wrong outside of every service. Express itself would answer with the error's own words. */
export function failed(log: Log): ErrorRequestHandler {
  return (error, req, res, next) => {
    if ((error as { status?: number }).status === 400) return lost(req, res, next);
    const requestId = send(res, present.bug);
    log.error({ requestId, err: error }, "unexpected error");
  };
}

function send(
  res: Response,
  present: (at: { requestId: string; now: Date; operationId: undefined }) => Answer,
): string {
  const requestId = newId("req");
  const { status, body } = present({ requestId, now: realNow(), operationId: undefined });
  if (res.headersSent) res.destroy();
  else res.status(status).type("application/problem+json").send(JSON.stringify(body));
  return requestId;
}
