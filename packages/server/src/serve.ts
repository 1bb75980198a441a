import { Refusal } from "@understudy/domain";
import type { Request, Response } from "express";
import { arrivalOf } from "./arrival.ts";
import type { Body } from "./bodies.ts";
import type { Operation } from "./document.ts";
import { Invalid } from "./door.ts";
import type { House } from "./house.ts";
import { rawQueryOf, readHeaders, readQuery, unknownIn } from "./parameters.ts";
import { mostProblems } from "./problems.ts";
import type { Answer, Exchange, Problem, Timed } from "./provider.ts";
import type { Route } from "./routes.ts";
import { prototypesIn, unstorable } from "./text.ts";
import type { Call } from "./trace.ts";
import type { Draft } from "./validator.ts";

/** The path of a request whose route is found: who asks, what is asked, is it valid, what is the answer. */
export async function serve<Context extends Timed>(
  house: House<Context>,
  call: Call<Context>,
  route: Route,
  request: Request,
  response: Response,
): Promise<Answer> {
  const operation = operationOf(route, request.method);
  if (!operation) return withoutOperation(route, request, response);
  call.operation = operation;
  call.trace.operationId = operation.id;
  // The database is asked with these before anything else is judged, and cannot even be asked with a NUL.
  const unaskable = unstorable({ ...request.params }, "path");
  if (unaskable.length > 0) throw new Invalid(unaskable);
  const context = await house.service.open(arrivalOf(request, response, operation, call.trace.requestId));
  call.trace.context = context;
  const body = await house.readBody(operation, request, response);
  try {
    const draft = draftOf(operation, request, body);
    await house.service.admit?.(draft.body, context);
    const problems = problemsOf(house, operation, draft, body.problems, context.now);
    if (problems.length > 0) throw new Invalid(problems);
    return await handle(house, operation, draft, body.files, context);
  } finally {
    await body.close();
  }
}

async function handle<Context extends Timed>(
  { service }: House<Context>,
  operation: Operation,
  { path, query, header, body }: Draft,
  files: Exchange["files"],
  context: Context,
): Promise<Answer> {
  const exchange: Exchange = { path, query, header, body, files };
  await service.inspect?.(exchange, context);
  const handler = service.handlers[operation.id];
  if (!handler) throw new Error(`nobody handles ${operation.id}`);
  return handler(exchange as never, context);
}

/** A HEAD is a GET whose body is not sent; Node leaves it out. */
function operationOf({ operations }: Route, method: string): Operation | undefined {
  return operations.get(method) ?? (method === "HEAD" ? operations.get("GET") : undefined);
}

async function withoutOperation(route: Route, request: Request, response: Response): Promise<Answer> {
  response.setHeader("Allow", route.allow);
  if (request.method === "OPTIONS") return { status: 204 };
  throw new Refusal("wrong_method", `${request.method} is not a method of this path; ${route.allow} are.`);
}

function draftOf(operation: Operation, request: Request, { value, mediaType }: Body): Draft {
  const rawQuery = rawQueryOf(request.url);
  return {
    path: { ...request.params },
    query: readQuery(operation, rawQuery),
    header: readHeaders(operation, request),
    body: value,
    mediaType,
    rawQuery,
  };
}

/** All that is wrong with a request. Text that cannot be kept is told first and alone: the rest is not safe to walk. */
function problemsOf<Context extends Timed>(
  house: House<Context>,
  operation: Operation,
  draft: Draft,
  found: readonly Problem[],
  now: Date,
): Problem[] {
  const { query, header, body, mediaType } = draft;
  const prototypes = house.service.prototypes === "refused" ? prototypesIn(body, "body") : [];
  const unsafe = [...unstorable(query, "query"), ...unstorable(header, "header"), ...unstorable(body, "body")];
  if (unsafe.length > 0) return unsafe;
  const unknown = house.service.unknownQuery === "refused" ? unknownIn(query, operation) : [];
  const problems = house.validator().request(operation, draft);
  const told = [...unknown, ...prototypes, ...found, ...problems, ...missingBody(operation, body)];
  const own = mediaType === undefined ? [] : judged(house, operation, body, now);
  return [...told, ...own].slice(0, mostProblems);
}

/** What breaks the provider's own rules, whether or not the schema is kept: by then it has put its defaults in. */
function judged<Context extends Timed>(
  { service }: House<Context>,
  { id }: Operation,
  body: unknown,
  now: Date,
): Problem[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  const problems = service.judge?.(id, body, now) ?? [];
  return problems.map(({ field, rule, message }) => ({ in: "body", field, rule, message }));
}

function missingBody(operation: Operation, body: unknown): Problem[] {
  if (!operation.body?.required || body !== undefined) return [];
  return [{ in: "body", field: "", rule: "required", message: "is required" }];
}
