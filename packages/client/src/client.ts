import createClient, { type Client } from "openapi-fetch";
import type { Scheme } from "./auth.ts";

export interface ClientOptions {
  /** What stands before the server path of the spec: `http://127.0.0.1:4700/acme`. */
  readonly baseUrl: string;
  /** Sends the request instead of the platform's own `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where an operation lives, and what it takes where that is not plain `application/json`. */
export type Route = readonly [method: string, path: string, contentType?: string];

export type Raw<Paths extends object> = Client<Paths>;

/** What a call brings: the operation's parameters by their place, its body, and what concerns this one call only. */
export type Call<Operation> = ParametersOf<Operation> & BodyOf<Operation> & CallOptions;

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What comes of a call: `data` where the answer is a success, else `error`. Looking at one tells the type of the other.
 * Neither is thrown; what is thrown is that there was no answer at all.
 */
export type Outcome<Operation> =
  | { data: Answered<Operation, "2" | "3">; error?: never; response: Response }
  | { data?: never; error: Answered<Operation, "4" | "5">; response: Response };

export type Method<Operation> =
  Record<never, never> extends Call<Operation>
    ? (call?: Call<Operation>) => Promise<Outcome<Operation>>
    : (call: Call<Operation>) => Promise<Outcome<Operation>>;

export type Methods<Operations> = { readonly [Id in keyof Operations]: Method<Operations[Id]> };

type ParametersOf<Operation> = Operation extends { parameters: infer Parameters }
  ? {
      [Place in keyof Parameters as Place extends "path" | "query" | "header"
        ? Used<Parameters, Place>
        : never]: Parameters[Place];
    }
  : unknown;

/** The place itself where the operation has parameters there, else nothing. */
type Used<Parameters, Place extends keyof Parameters> = [NonNullable<Parameters[Place]>] extends [never]
  ? never
  : Place;

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { readonly body: Sendable<Content[keyof Content]> }
  : Operation extends { requestBody?: infer Body }
    ? [NonNullable<Body>] extends [{ content: infer Content }]
      ? { readonly body?: Sendable<Content[keyof Content]> }
      : unknown
    : unknown;

/** A body that is one file may be sent as whatever holds its bytes, also while they come to be. */
type Sendable<Body> = Body extends Blob ? Blob | Uint8Array | ReadableStream<Uint8Array> : Body;

/** The bodies of all answers whose status begins so; `undefined` for those without one. */
type Answered<Operation, Beginning extends string> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends number
        ? `${Status}` extends `${Beginning}${string}`
          ? ContentOf<Responses[Status]>
          : never
        : never;
    }[keyof Responses]
  : never;

type ContentOf<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined;

/** How `openapi-fetch` is called where operation and path are only known at run time. */
type Send = (method: string, path: string, init: object) => Promise<Sent>;

type Sent = { readonly response: Response } & ({ readonly data: unknown } | { readonly error: unknown });

/** Binds every operation of a spec to its place. Generated clients are made of this and nothing else. */
export function connect<Paths extends object, Operations>(
  { baseUrl, ...options }: ClientOptions,
  serverPath: string,
  routes: Readonly<Record<keyof Operations, Route>>,
  schemes: readonly Scheme[],
): Methods<Operations> & { readonly raw: Raw<Paths> } {
  const raw = createClient<Paths>({ ...options, baseUrl: baseUrl.replace(/\/+$/, "") + serverPath });
  raw.use({
    onRequest: async ({ request }) => {
      for (const scheme of schemes) await scheme(request.headers);
    },
  });
  const send = raw.request as unknown as Send;
  const methods = Object.entries<Route>(routes).map(([id, route]) => [id, bind(send, route)]);
  // The routes have exactly the keys of the operations, and each is bound to what its operation says.
  return { ...Object.fromEntries(methods), raw };
}

function bind(send: Send, [method, path, contentType]: Route) {
  const isForm = contentType?.startsWith("multipart/form-data");
  const isPlain = contentType === undefined || /json|x-www-form-urlencoded/i.test(contentType);
  // The type of a form names what stands between its parts, which only `fetch` knows, who writes them.
  const own = contentType === undefined || isForm ? {} : { "content-type": contentType };
  return async ({ path: inPath, query, header, body, headers, signal }: Partial<Record<string, unknown>> = {}) => {
    const outcome = await send(method, path, {
      params: { path: inPath, query, header },
      headers: { ...own, ...(headers as object) },
      parseAs: "stream",
      ...(isForm ? { bodySerializer: formOf } : !isPlain && asItIs),
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    return "data" in outcome ? { ...outcome, data: await dataOf(outcome.response) } : outcome;
  };
}

/** What is no JSON and no form goes out as it came; `fetch` asks those who send a stream to say that they do. */
const asItIs = { bodySerializer: (body: unknown) => body, duplex: "half" };

/** A form of the fields, one part for each item of a list, and none for what is undefined. */
function formOf(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) {
      if (each instanceof Blob) form.append(name, each);
      else if (each !== undefined) form.append(name, String(each));
    }
  return form;
}

/**
 * Nothing, text, or bytes, by what the answer says that it is; else JSON, which `text/javascript` is another name of, and
 * a page of some other server is not.
 */
async function dataOf(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (/^(image|audio|video|font)\/|^application\/(?!([\w.+-]+\+)?json\b)/i.test(type)) return response.blob();
  const text = await response.text();
  if (text === "") return undefined;
  return /^text\/(?!(html|javascript)\b)/i.test(type) ? text : JSON.parse(text);
}
