import { newId } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context, Engine } from "@understudy/engine";
import { Aborted, formReader, isStreamed, pour, type Trace } from "@understudy/server";
import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from "express";
import type { Log } from "../log.ts";
import type { Page, PageMethods, PageRequest, Provider } from "../provider.ts";
import { assetsIn, serveAssets } from "./assets.ts";
import { bugPage, refusalPage } from "./error-page.ts";
import { pageHeaders } from "./page-headers.ts";

export interface PagesOptions {
  readonly engine: Engine;
  readonly providers: readonly Pick<Provider, "name" | "pages" | "assets">[];
  /** Largest form without files, in bytes. */
  readonly bodyLimitBytes: number;
  /** Largest form with files, in bytes. */
  readonly uploadLimitBytes: number;
  readonly log: Pick<Log, "error">;
}

/**
 * `/pages/<provider>/{sandboxId}/…`: what a customer of the engineer's customer would open. `/pages/<provider>/<file>`
 * and `/pages/kit/<file>`: what those pages load.
 */
export function pages({ engine, providers, bodyLimitBytes, uploadLimitBytes, log }: PagesOptions): Router {
  const router = Router({ caseSensitive: true });
  const house: House = { engine, log, readForm: formReader(bodyLimitBytes, uploadLimitBytes) };
  router.use("/kit", serveAssets(assetsIn(new URL("./kit/assets/", import.meta.url))));
  for (const { name, pages = {}, assets = {} } of providers) {
    router.use(`/${name}`, serveAssets(assets));
    for (const [path, methods] of Object.entries(pages))
      router.all(
        `/${name}/:sandboxId${path}`,
        answering(house, `${name}${path}`, (visit) => shown(house, methods, visit)),
      );
  }
  router.use(answering(house, "none", lost), unreadable(house));
  return router;
}

interface House extends Pick<PagesOptions, "engine" | "log"> {
  readonly readForm: ReturnType<typeof formReader>;
}

interface Visit {
  readonly request: Request;
  readonly response: Response;
  readonly trace: Trace<Context>;
}

async function shown({ engine, readForm }: House, methods: PageMethods, visit: Visit): Promise<Page> {
  const { request, response, trace } = visit;
  const { method, handler } = chosen(methods, request, response);
  if (method === "GET" && isAhead(request)) return unopened;
  const { sandboxId = "", ...path } = request.params as Record<string, string>;
  // The database cannot even be asked with a NUL.
  const ctx = request.path.includes("%00") ? undefined : await engine.enter(sandboxId);
  if (!ctx) return lost();
  trace.context = ctx;
  const query = queryOf(request);
  if ([...query].flat().some((text) => text.includes("\0"))) {
    throw new Refusal("invalid", "Text must not hold NUL characters.");
  }
  const form = method === "POST" ? storable(await readForm(request, response)) : new FormData();
  const ip = request.socket.remoteAddress ?? "";
  const asked = { method, path, query, form, ip, header: (name: string) => request.get(name) };
  return handler(asked, { ...ctx, engine, requestId: trace.requestId });
}

function chosen({ get, post }: PageMethods, request: Request, response: Response) {
  const method = request.method as PageRequest["method"];
  const handler = { GET: get, HEAD: get, POST: post }[method];
  if (handler) return { method, handler };
  response.set("Allow", [...(get ? ["GET", "HEAD"] : []), ...(post ? ["POST"] : [])].join(", "));
  throw new Refusal("wrong_method", `This page is not asked with ${method}.`);
}

/** A browser fetches what somebody may open next. It never shows an answer that has no page, and asks again when they do. */
function isAhead(request: Request): boolean {
  return ["sec-purpose", "purpose"].some((name) => request.get(name)?.includes("prefetch"));
}

const unopened: Page = { status: 204, type: "text/html", body: "" };

function queryOf({ url }: Request): URLSearchParams {
  const start = url.indexOf("?");
  return new URLSearchParams(start < 0 ? "" : url.slice(start));
}

/**
 * The database stores no NUL, and nobody types one: what a person has filled in is not refused for it. Lone surrogates
 * do not come, as what is no UTF-8 arrives as U+FFFD.
 */
function storable(form: FormData): FormData {
  const kept = new FormData();
  for (const [name, value] of form) {
    if (typeof value === "string") kept.append(withoutNul(name), withoutNul(value));
    else kept.append(withoutNul(name), value, withoutNul(value.name));
  }
  return kept;
}

function withoutNul(text: string): string {
  return text.replaceAll("\0", "");
}

async function lost(): Promise<Page> {
  throw new Refusal("absent", "There is no such page.");
}

function answering(house: House, operationId: string, work: (visit: Visit) => Promise<Page>): RequestHandler {
  return async (request, response) => {
    const trace: Trace<Context> = { service: "pages", operationId, requestId: newId("req") };
    response.locals.trace = trace;
    try {
      const page = await work({ request, response, trace }).catch((error: unknown) => failure(house, trace, error));
      await send(response, page);
    } catch (error) {
      if (!(error instanceof Aborted)) {
        if (!response.headersSent && !response.destroyed) throw error;
        unexpected(house, trace, error);
      }
      // Part of it may be on the wire, and must not seem to be all of it.
      response.destroy();
    }
  };
}

function failure(house: House, trace: Trace, error: unknown): Page {
  const { publicUrl } = house.engine;
  if (error instanceof Aborted) throw error;
  if (error instanceof Refusal) {
    trace.refusal = error.code;
    return refusalPage(error, publicUrl);
  }
  unexpected(house, trace, error);
  return bugPage(trace.requestId, publicUrl);
}

function unexpected({ log }: House, trace: Trace, error: unknown): void {
  trace.bug = true;
  const { service, operationId, requestId } = trace;
  log.error({ service, operation: operationId, requestId, err: error }, "unexpected error");
}

/** What Express itself refuses before a page is reached: percent-encoding that stands for no text. */
function unreadable(house: House): ErrorRequestHandler {
  return (error, request, response, next) => {
    const malformed = (error as { status?: number }).status === 400;
    const work = malformed ? lost : () => Promise.reject(error);
    return answering(house, "none", work)(request, response, next);
  };
}

async function send(response: Response, { status, type, body, headers = {} }: Page): Promise<void> {
  response.status(status).set(pageHeaders).type(type);
  for (const [name, value] of Object.entries(headers)) response.set(name, value);
  if (status === 204) return void response.end();
  if (isStreamed(body)) return pour(response, body);
  response.set("Content-Length", String(Buffer.byteLength(body))).end(body);
}
