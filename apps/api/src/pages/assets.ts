import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { type Request, type RequestHandler, Router } from "express";
import type { Asset } from "../provider.ts";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Every file of a folder as an asset. Throws an Error for one whose kind is not known. */
export function assetsIn(folder: URL): Record<string, Asset> {
  const names = readdirSync(folder);
  return Object.fromEntries(names.map((name) => [name, { type: typeOf(name), file: new URL(name, folder) }]));
}

function typeOf(name: string): string {
  const type = types[extname(name)];
  if (type === undefined) throw new Error(`${name} is of no kind that pages use: name its type in pages/assets.ts`);
  return type;
}

/** Answers `/<name>` for each asset, and passes on what is none. A file that is missing stops the start. */
export function serveAssets(assets: Readonly<Record<string, Asset>>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [name, asset] of Object.entries(assets)) router.all(`/:name`, named(name, serve(asset)));
  return router;
}

/** Compared, not put into a route's path, where some characters of a name would have a meaning. */
function named(name: string, handler: RequestHandler): RequestHandler {
  return (req, res, next) => (req.params.name === name ? handler(req, res, next) : next());
}

function serve({ type, file }: Asset): RequestHandler {
  const bytes = readFileSync(file);
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 24)}"`;
  return (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") return void res.status(405).set("Allow", "GET, HEAD").end();
    // Whoever has it asks each time whether it is still the same: its address says nothing of its version.
    res.set({ "Cache-Control": "no-cache", ETag: etag, "X-Content-Type-Options": "nosniff" });
    if (held(req).includes(etag)) return void res.status(304).end();
    res.type(type).set("Content-Length", String(bytes.length)).end(bytes);
  };
}

/** The entity tags of what the caller has. A cache on the way may have made them weak. */
function held(req: Request): string[] {
  return (req.get("if-none-match") ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
}
