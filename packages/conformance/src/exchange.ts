import type { Breach } from "./breach.ts";
import { essence, isSame } from "./media.ts";
import type { Content, Operation, Parameter } from "./operations.ts";
import type { Fault, Schemas } from "./schemas.ts";

/** A request as it was sent: the path after the spec's base, and the body as text. */
export interface Sent {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
  /** The fields of a body that is `multipart/form-data`, where it could be read as one. */
  readonly form?: FormData | undefined;
}

/** An answer as it came. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

type Found = Omit<Breach, "operation" | "side">;

/** What in a request is not as the operation wants it. */
export function requestBreaches(operation: Operation, schemas: Schemas, sent: Sent): Breach[] {
  const found = [...parameterBreaches(operation, schemas, sent), ...requestBodyBreaches(operation, schemas, sent)];
  return found.map((breach) => ({ operation: operation.id, side: "request", ...breach }));
}

/** What in an answer is not as the operation documents it. */
export function responseBreaches(operation: Operation, schemas: Schemas, received: Received): Breach[] {
  const documented = operation.responses.get(received.status);
  if (!documented) {
    const message = `${received.status} is not documented; it came with ${received.body.slice(0, 500) || "no body"}`;
    return [{ operation: operation.id, side: "response", in: "status", field: "", message }];
  }
  const headers = documented.headers.flatMap((header) =>
    valueBreaches(header, schemas, listOf(header, received.headers.get(header.name))),
  );
  const found = [
    ...headers,
    ...spellingBreaches(documented.content, received.headers),
    ...bodyBreaches(documented.content, schemas, received),
  ];
  return found.map((breach) => ({ operation: operation.id, side: "response", ...breach }));
}

function parameterBreaches({ parameters, pattern, pathNames }: Operation, schemas: Schemas, sent: Sent): Found[] {
  const inPath = pattern.exec(sent.path)?.slice(1) ?? [];
  const found = parameters.flatMap((parameter) => {
    switch (parameter.in) {
      case "path":
        return valueBreaches(parameter, schemas, [decodeURIComponent(inPath[pathNames.indexOf(parameter.name)] ?? "")]);
      case "query":
        return valueBreaches(parameter, schemas, inQuery(parameter, sent.query));
      case "header":
        return valueBreaches(parameter, schemas, listOf(parameter, sent.headers.get(parameter.name)));
      default:
        return [];
    }
  });
  const known = new Set(parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name));
  const unknown = [...new Set(sent.query.keys())].filter((name) => !known.has(name));
  return [...found, ...unknown.map((field) => ({ in: "query", field, message: "is not documented" }))];
}

function inQuery(parameter: Parameter, query: URLSearchParams): string[] {
  const values = query.getAll(parameter.name);
  return parameter.isArray && !parameter.explode ? values.flatMap((value) => value.split(",")) : values;
}

function listOf({ isArray }: Parameter, value: string | null): string[] {
  if (value === null) return [];
  return isArray ? value.split(",").map((item) => item.trim()) : [value];
}

function valueBreaches(parameter: Parameter, schemas: Schemas, values: readonly string[]): Found[] {
  const where = { in: parameter.in, field: parameter.name };
  if (values.length === 0) return parameter.required ? [{ ...where, message: "is missing" }] : [];
  if (values.length > 1 && !parameter.isArray) return [{ ...where, message: "stands more than once" }];
  if (parameter.schema === undefined) return [];
  const faults = schemas.faultsOfText(parameter.schema, parameter.isArray ? [...values] : values[0]);
  return faults.map(({ field, message }) => ({
    ...where,
    field: [where.field, field].filter(Boolean).join("."),
    message,
  }));
}

function requestBodyBreaches({ body }: Operation, schemas: Schemas, sent: Sent): Found[] {
  if (sent.body === "") return body?.required ? [{ in: "body", field: "", message: "is missing" }] : [];
  return bodyBreaches(body?.content ?? new Map(), schemas, sent);
}

/** Where the spec writes a media type with parameters, an answer has these; a request may leave them out. */
function spellingBreaches(content: Content, headers: Headers): Found[] {
  const given = headers.get("content-type") ?? "";
  const spelling = content.get(essence(given))?.spelling ?? "";
  if (!spelling.includes(";") || isSame(given, spelling)) return [];
  return [{ in: "header", field: "content-type", message: `is ${given}, documented is ${spelling}` }];
}

/** Holds a body against the schema of its media type, and an empty one against there being one at all. */
function bodyBreaches(content: Content, schemas: Schemas, message: Pick<Sent, "headers" | "body" | "form">): Found[] {
  const { headers, body } = message;
  if (content.size === 0) return body === "" ? [] : [{ in: "body", field: "", message: "is there but not documented" }];
  if (body === "") return [{ in: "body", field: "", message: "is missing" }];
  const type = essence(headers.get("content-type") ?? "");
  const media = content.get(type);
  if (!media) {
    const expected = [...content.keys()].join(" or ");
    return [{ in: "header", field: "content-type", message: `is ${type || "missing"}, documented is ${expected}` }];
  }
  const { schema } = media;
  return schema === undefined
    ? []
    : faultsOfBody(type, schema, schemas, message).map((fault) => ({ in: "body", ...fault }));
}

function faultsOfBody(
  type: string,
  schema: string,
  schemas: Schemas,
  { body, form }: Pick<Sent, "body" | "form">,
): Fault[] {
  if (type === "application/x-www-form-urlencoded")
    return schemas.faultsOfText(schema, Object.fromEntries(new URLSearchParams(body)));
  if (type === "multipart/form-data")
    return form ? schemas.faultsOfText(schema, textsOf(form)) : [{ field: "", message: "is no form" }];
  // Some providers send their JSON under the name of a script, too.
  if (!/[/+]json$|^text\/javascript$/.test(type)) return [];
  try {
    return schemas.faultsOf(schema, JSON.parse(body));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ field: "", message: "is not JSON" }];
  }
}

/** A form's fields as text, lists where one came more than once. A schema says no more of a file than that it is there. */
function textsOf(form: FormData): Record<string, string | string[]> {
  const byName = Map.groupBy(form, ([name]) => name);
  const fields = [...byName].map(([name, entries]) => {
    const [first = "", ...others] = entries.map(([, value]) => (typeof value === "string" ? value : value.name));
    return [name, others.length > 0 ? [first, ...others] : first] as const;
  });
  return Object.fromEntries(fields);
}
