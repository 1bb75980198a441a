import { Refusal } from "@understudy/domain";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { bodyReader } from "./bodies.ts";
import { type Operation, outline } from "./document.ts";
import { leave } from "./door.ts";
import type { House, MountOptions } from "./house.ts";
import type { Answer, Service, Timed } from "./provider.ts";
import { routesOf } from "./routes.ts";
import { serve } from "./serve.ts";
import type { Call, Trace } from "./trace.ts";
import { createValidator, type Validator } from "./validator.ts";

/** A service on Express: to be used by an app at its root, as the routes carry prefix and base path themselves. */
export type Mounted = Router & {
  /** Makes what the first request would have to wait for. Call it after listening, so that no start waits for it. */
  ready(): Promise<void>;
};

/**
 * Puts a spec with its typed handlers onto Express, validated both ways. Throws an Error if an operation has no handler.
 * What became known of each request stands in `response.locals.trace` (`Trace`) from its arrival on.
 */
export function mount<Context extends Timed>(service: Service<Context>, options: MountOptions): Mounted {
  const outlined = outline(service.document);
  demandHandlers(service, outlined.operations);
  let validator: Validator | undefined;
  const house: House<Context> = {
    service,
    options,
    readBody: bodyReader(options.bodyLimit, options.uploadLimit),
    validator: () => {
      validator ??= createValidator(outlined);
      return validator;
    },
  };
  const router = express.Router({ caseSensitive: true });
  for (const route of routesOf(outlined, service.prefix)) {
    router.all(
      route.path,
      answering(house, (call, request, response) => serve(house, call, route, request, response)),
    );
  }
  const territory = service.territory ?? service.prefix;
  if (territory !== "") router.use(territory, answering(house, lost));
  router.use(unreadable(house));
  return Object.assign(router, {
    ready: async () => {
      house.validator();
    },
  });
}

type Work<Context> = (call: Call<Context>, request: Request, response: Response) => Promise<Answer>;

function answering<Context extends Timed>(house: House<Context>, work: Work<Context>) {
  return (request: Request, response: Response): Promise<void> => {
    const call = begin(house, response);
    return leave(house, call, response, () => work(call, request, response));
  };
}

function begin<Context extends Timed>(house: House<Context>, response: Response): Call<Context> {
  const trace: Trace<Context> = { service: house.service.name, requestId: house.service.requestId() };
  response.locals.trace = trace;
  const now = () => trace.context?.now ?? house.options.realNow();
  return { trace, at: () => ({ requestId: trace.requestId, now: now(), operationId: trace.operationId }) };
}

async function lost(_call: unknown, request: Request): Promise<Answer> {
  throw new Refusal("no_route", `There is nothing at ${request.baseUrl}${request.path}.`);
}

/** What Express itself refuses before a route is reached: percent-encoding that stands for no text. */
function unreadable<Context extends Timed>(house: House<Context>) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): Promise<void> => {
    const malformed = (error as { status?: number }).status === 400;
    const answer = answering(house, async () => {
      throw malformed ? new Refusal("no_route", "The path is not valid percent-encoding.") : error;
    });
    return answer(request, response);
  };
}

function demandHandlers<Context extends Timed>(
  { name, handlers }: Service<Context>,
  operations: readonly Operation[],
): void {
  const missing = operations.filter(({ id }) => !Object.hasOwn(handlers, id)).map(({ id }) => id);
  if (missing.length > 0) throw new Error(`${name} has no handler for ${missing.join(", ")}`);
}
