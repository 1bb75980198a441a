import { RequestValidator } from "express-openapi-validator/dist/middlewares/openapi.request.validator.js";
import { ResponseValidator } from "express-openapi-validator/dist/middlewares/openapi.response.validator.js";
import type { Content, Operation, Outline } from "./document.ts";
import { formats } from "./formats.ts";
import { multipart } from "./forms.ts";
import { type Fault, problemsOf } from "./problems.ts";
import type { Problem } from "./provider.ts";

/** What a request brought, before it is judged: parameters as text, the body parsed. Judging puts types and defaults in. */
export interface Draft {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly header: Record<string, unknown>;
  readonly body: unknown;
  /** The body's documented media type; undefined where there is no body, or one that no schema can judge. */
  readonly mediaType: string | undefined;
  /** The query as it was sent, without the question mark. */
  readonly rawQuery: string;
}

/** Judges both directions of an exchange against the spec. */
export interface Validator {
  request(operation: Operation, draft: Draft): Problem[];
  /** Judges a JSON body by what the spec documents for its status and media type. */
  response(content: Content, mediaType: string, body: unknown): Problem[];
}

/** A compiled schema: tells whether data is valid, and keeps the faults that it found last. */
type Check = ((data: unknown) => boolean) & { readonly errors?: readonly Fault[] | null };

/** What is used of the validator's two halves, some of it private by their types. */
interface RequestHalf {
  readonly ajv: { getSchema(key: string): Check | undefined };
  readonly ajvBody: { getSchema(key: string): Check | undefined };
  validate(request: object, response: object, next: () => void): void;
}
interface ResponseHalf {
  buildValidators(responses: object, key: string): Record<string, Record<string, Check>>;
}

const json = "application/json";

const options = {
  strict: false,
  strictNumbers: true,
  validateSchema: false,
  validateFormats: true,
  useDefaults: true,
  coerceTypes: false,
  allErrors: true,
  logger: false,
  ajvFormats: { mode: "full" },
  formats,
} as const;

/**
 * express-openapi-validator without its Express middlewares: its two halves are asked directly, about plain objects. Its
 * middlewares compile a regular expression for every path at every request (150 µs with 60 operations) and all schemas
 * of a document before the first one (0.4 s for 200 KB), let the bodies of 5xx answers pass, and tell faults without
 * their limits and allowed values. The version is pinned; the tests of this package cover all that is used here.
 */
export function createValidator(outline: Outline): Validator {
  const document = { openapi: outline.version, info: {}, paths: {}, components: { schemas: outline.schemas } };
  const requests = (allErrors: boolean) => {
    const own = { ...options, allErrors, allowUnknownQueryParameters: true };
    return requestJudge(new RequestValidator(document as never, own as never) as unknown as RequestHalf);
  };
  const quick = requests(false);
  let thorough: Validator["request"] | undefined;
  const responses = new ResponseValidator(document as never, { ...options, useDefaults: false } as never);
  return {
    request(operation, draft) {
      const first = quick(operation, draft);
      if (first.length === 0 || !isModest(draft.body)) return first;
      thorough ??= requests(true);
      return thorough(operation, draft);
    },
    response: responseJudge(responses as unknown as ResponseHalf),
  };
}

/** How many values a body may hold for all that is wrong with it to be told. */
const mostValues = 5_000;

/** Collecting faults takes time with the square of their number: of a body with very many, the first is enough. */
function isModest(body: unknown): boolean {
  const open = [body];
  let seen = 0;
  for (let value = open.pop(); value !== undefined && seen <= mostValues; value = open.pop()) {
    seen += 1;
    if (typeof value === "object" && value !== null) for (const each of Object.values(value)) open.push(each);
  }
  return seen <= mostValues;
}

function requestJudge(half: RequestHalf): Validator["request"] {
  const schemaOf = remember(askedSchema);
  return (operation, draft) => {
    const route = `${operation.id} ${draft.mediaType ?? ""}`;
    const schema = schemaOf(operation, draft.mediaType ?? "");
    const asked = {
      method: operation.method,
      path: operation.path,
      originalUrl: `/?${draft.rawQuery}`,
      headers: draft.mediaType ? Object.assign(draft.header, { "content-type": json }) : draft.header,
      query: draft.query,
      body: draft.body,
      openapi: { expressRoute: route, openApiRoute: operation.path, pathParams: draft.path, schema, serial: 0 },
      params: draft.path,
    };
    try {
      half.validate(asked, {}, () => {});
      Reflect.deleteProperty(draft.header, "content-type");
      return [];
    } catch (error) {
      const key = `${operation.method}-${route}-${draft.mediaType ? json : "not_provided"}`;
      const faults = [half.ajv, half.ajvBody].flatMap((each) => each.getSchema(key)?.errors ?? []);
      if (faults.length === 0) throw error;
      return draft.mediaType === multipart ? problemsOf(faults).map(inFormWords) : problemsOf(faults);
    }
  };
}

/** In a form the only objects are files. */
function inFormWords(problem: Problem): Problem {
  return problem.message === "must be object" ? { ...problem, message: "must be a file" } : problem;
}

/**
 * The operation as the validator is to see it. Whatever the media type, the body is declared as JSON: it is parsed
 * already, and the validator would compile once more for each spelling of a content type that a caller thinks of.
 */
function askedSchema(operation: Operation, mediaType: string): object {
  const parameters = operation.parameters.map((each) => ({
    name: each.name,
    in: each.in,
    required: each.required,
    explode: each.explode,
    style: each.style,
    ...(each.isJson ? { content: { [json]: { schema: each.schema } } } : { schema: each.schema }),
    // Unescaped `:` and `,` are refused otherwise, which RFC 3986 allows in a query and every real server takes.
    allowReserved: true,
  }));
  const schema = operation.body?.content[mediaType]?.schema;
  return schema ? { parameters, requestBody: { content: { [json]: { schema } } } } : { parameters };
}

function responseJudge(half: ResponseHalf): Validator["response"] {
  let made = 0;
  const checkOf = remember((content: Content, mediaType: string) => {
    const only = { 200: { content: { [json]: content[mediaType] } } };
    made += 1;
    return half.buildValidators(only, `response ${made}`)[200]?.[json];
  });
  return (content, mediaType, body) => {
    const check = content[mediaType]?.schema && checkOf(content, mediaType);
    return !check || check({ response: body }) ? [] : problemsOf(check.errors ?? []);
  };
}

/** Keeps what `make` made for an object and a word; the work of a validator is done once, at the first need. */
function remember<Key extends object, Value>(make: (key: Key, word: string) => Value) {
  const kept = new WeakMap<Key, Map<string, Value>>();
  return (key: Key, word: string): Value => {
    const words = kept.get(key) ?? new Map<string, Value>();
    if (!words.has(word)) words.set(word, make(key, word));
    kept.set(key, words);
    return words.get(word) as Value;
  };
}
