import { type Engine, realNow } from "@understudy/engine";
import { type Mounted, mount, type Service } from "@understudy/server";
import express, { type Express } from "express";
import type { Config, Secrets } from "./config.ts";
import { docs } from "./docs.ts";
import { byHostName } from "./host-name.ts";
import { failed, house, lost } from "./house.ts";
import { inboxes } from "./inboxes.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { pages } from "./pages/mount.ts";
import type { Seeds } from "./provider.ts";
import { requests } from "./requests.ts";
import { platformService, providerControlServices, providerServices, providers } from "./services.ts";

export interface AppOptions {
  readonly engine: Engine;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly metrics: Metrics;
  /** What new sandboxes are founded with besides the providers' own; nothing if absent. */
  readonly seeds?: Seeds;
  /** Whether an answer that breaks its spec is a bug (in tests) or a line in the log (when serving). */
  readonly validateResponses: "throw" | "log";
}

export interface App {
  readonly express: Express;
  /** Prepares what the first request to each service would have to wait for. */
  ready(): Promise<void>;
}

/** Mounts every provider in the registry, the control API, inboxes and the house's own pages; nothing else. */
export function createApp(appOptions: AppOptions): App {
  const { engine, config, secrets, log, metrics, validateResponses, seeds = new Map() } = appOptions;
  const options = {
    log,
    validateResponses,
    bodyLimit: config.bodyLimitBytes,
    uploadLimit: config.uploadLimitBytes,
    realNow,
  };
  const mounted: Mounted[] = [];
  const app = express().disable("x-powered-by").disable("etag");
  const use = <Context extends { readonly now: Date }>(service: Service<Context>) => {
    const one = mount(service, options);
    mounted.push(one);
    app.use(one);
  };
  app.use(requests(log, metrics));
  app.use("/inboxes", inboxes(engine, config.bodyLimitBytes));
  app.use(byHostName(providers));
  providerServices(engine).forEach(use);
  providerControlServices(engine, secrets.controlToken).forEach(use);
  use(platformService(engine, secrets.controlToken, seeds));
  const { bodyLimitBytes, uploadLimitBytes } = config;
  app.use("/pages", pages({ engine, providers, bodyLimitBytes, uploadLimitBytes, log }));
  app.use("/docs", docs());
  app.use(house(engine, metrics, log), lost, failed(log));
  return { express: app, ready: async () => void (await Promise.all(mounted.map((one) => one.ready()))) };
}
