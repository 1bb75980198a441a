import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { Router } from "express";
import type { Log } from "./log.ts";

const app = new URL("../../docs/", import.meta.url);
const site = fileURLToPath(new URL("dist", app));
const script = fileURLToPath(new URL("scripts/build.ts", app));

/** The site as it was last built. */
export function docs(): Router {
  const router = Router();
  router.use(express.static(site));
  router.use((_req, res) => {
    if (existsSync(`${site}/404.html`)) res.status(404).sendFile(`${site}/404.html`);
    else res.status(503).set({ Refresh: "2", "Retry-After": "2" }).type("text/plain").send(notYet);
  });
  return router;
}

const notYet = "The documentation is being made. This page shows it in a few seconds.\n";

/** Builds the docs beside the running server where they are missing or older than the specs. Answers how to stop that. */
export function refreshDocs(log: Log): () => void {
  const build = spawn(process.execPath, [script, "--if-stale"], { stdio: ["ignore", "ignore", "pipe"] });
  let told = "";
  build.stderr.on("data", (chunk) => {
    told = `${told}${chunk}`.slice(-2_000);
  });
  build.once("error", (error) => log.warn({ error: error.message }, "the docs could not be built"));
  build.once("close", (code) => {
    if (code) log.warn({ code, told: told.trim() }, "the docs could not be built: run the build in apps/docs");
  });
  return () => void build.kill();
}
