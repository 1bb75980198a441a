import type { Trace } from "@understudy/server";
import type { RequestHandler } from "express";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/**
 * One log line and one measurement a request. It names the operation, not the address, and of what was wrong the fields
 * and rules, not the values: a path, a query, a header or a body may hold what must not be kept.
 */
export function requests(log: Log, metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once("close", () => {
      // What a service's mount has learned of the request; elsewhere there is no more to say than the path's first word.
      const trace: Partial<Trace<{ sandbox?: { id: string } }>> = res.locals.trace ?? {
        service: mountOf(req.originalUrl),
      };
      const { service = "none", operationId = "none", requestId, context, refusal, faults } = trace;
      const status = res.writableFinished ? res.statusCode : res.errored ? brokenOff : clientClosed;
      const ms = Math.round((performance.now() - startedAt) * 100) / 100;
      metrics.request({ service, operation: operationId, status }, ms / 1000);
      const sandbox = context?.sandbox?.id;
      log.info(
        { service, operation: operationId, method: req.method, status, ms, requestId, sandbox, refusal, faults },
        "request",
      );
    });
    next();
  };
}

/** The status that nginx gave to a caller who leaves before the answer. */
const clientClosed = 499;

/** What an answer was worth in which something went wrong while it was written, whatever status it began with. */
const brokenOff = 500;

const houseMounts = new Set(["docs", "pages", "healthz", "readyz", "metrics"]);

/** One of the house's own mounts, or `none`: an address that a stranger made up must not become a label. */
function mountOf(address: string): string {
  const [, first = ""] = address.split(/[/?]/, 2);
  return houseMounts.has(first) ? first : "none";
}
