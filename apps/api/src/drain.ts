import type { Server, ServerResponse } from "node:http";

/** Seconds that running requests get to finish on their own. */
const graceSeconds = 10;

/**
 * Prepares a server for an orderly end. The function it answers lets the requests that run finish, takes no connection
 * more, and resolves when all are gone.
 */
export function drainer(http: Server): () => Promise<void> {
  const running = new Set<ServerResponse>();
  let isClosing = false;
  http.prependListener("request", (_req, res) => {
    if (isClosing) res.shouldKeepAlive = false;
    running.add(res);
    res.once("close", () => running.delete(res));
  });
  return async () => {
    isClosing = true;
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    // Whoever still waits for an answer learns with it not to send another request on the same connection.
    for (const res of running) res.shouldKeepAlive = false;
    http.closeIdleConnections();
    const cut = setTimeout(() => http.closeAllConnections(), graceSeconds * 1000);
    await closed;
    clearTimeout(cut);
  };
}
