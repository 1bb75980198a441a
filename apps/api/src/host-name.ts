import type { RequestHandler } from "express";

/** A mount, and the names by which it answers besides its own. */
export interface Named {
  readonly name: string;
  readonly hostNames?: readonly string[];
}

/**
 * Answers `acme.localhost:4700/things` like `/acme/things`, for SDKs that allow no path in their base address. Some put
 * a label of the caller's account before the host that they are given: `a1b2c3.acme.localhost` is the same.
 */
export function byHostName(mounts: readonly Named[]): RequestHandler {
  const byLabel = new Map(
    mounts.flatMap(({ name, hostNames = [] }) => [name, ...hostNames].map((label) => [label, name] as const)),
  );
  return (req, _res, next) => {
    const label = labelsOf(req.headers.host ?? "").find((one) => byLabel.has(one));
    if (label !== undefined) req.url = `/${byLabel.get(label)}${req.url}`;
    next();
  };
}

/** The labels of a host that may stand for a mount: the first, and below `localhost` the second too. */
function labelsOf(host: string): string[] {
  const labels = host.toLowerCase().replace(/:\d*$/, "").split(".");
  return labels.slice(0, labels.length > 2 && labels.at(-1) === "localhost" ? 2 : 1);
}
