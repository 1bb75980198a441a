import type { Request, Response } from "express";
import type { Operation } from "./document.ts";
import type { Arrival } from "./provider.ts";

/** What `open` may know of a request: all but what the caller asks for. */
export function arrivalOf(request: Request, response: Response, operation: Operation, requestId: string): Arrival {
  return {
    requestId,
    operationId: operation.id,
    scopes: operation.scopes,
    schemes: operation.schemes,
    anonymous: operation.anonymous,
    ip: request.socket.remoteAddress ?? "",
    path: request.params as Record<string, string>,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(", ") : value;
    },
    gone: () => goneFrom(response),
  };
}

/** Aborted when the connection is over or the answer is sent, after which nobody waits for it. */
export function goneFrom(response: Response): AbortSignal {
  const controller = new AbortController();
  if (response.closed) controller.abort();
  else response.once("close", () => controller.abort());
  return controller.signal;
}
