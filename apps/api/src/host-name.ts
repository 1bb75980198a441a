import type { RequestHandler } from "express";

/**
 * Answers `checkout.localhost:4700/workflows` like `/checkout/workflows`, for SDKs that allow no path in their base
 * address. `names` are the providers' mounts.
 */
export function byHostName(names: readonly string[]): RequestHandler {
  const mounts = new Set(names);
  return (req, _res, next) => {
    const [label = ""] = (req.headers.host ?? "").split(".", 1);
    const name = label.toLowerCase();
    if (mounts.has(name)) req.url = `/${name}${req.url}`;
    next();
  };
}
