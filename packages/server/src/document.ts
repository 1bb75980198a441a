import { fieldsSchema } from "./fields.ts";
import { multipart } from "./forms.ts";
import { isNode, lean, leanByName, type Node } from "./lean.ts";
import { essence } from "./media.ts";
import { type InlineFiles, type Streamed, spoolingOf } from "./spooling/rules.ts";

/** A parameter with nothing left to look up. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly explode: boolean;
  readonly style: string;
  /** Whether its text is a JSON document rather than a plain value or list. */
  readonly isJson: boolean;
  readonly schema: Node;
}

/** What may stand in a body, by media type without its parameters and in lower case. */
export type Content = Readonly<Record<string, Media>>;

export interface Media {
  /** The media type as the spec spells it, parameters and all. */
  readonly spelling: string;
  readonly schema?: Node;
  /** Of a form with files, the fields that are lists. */
  readonly lists?: ReadonlySet<string>;
  /** Of a request, which of its texts are files. */
  readonly inlineFiles?: InlineFiles;
  /** Of a request that is one file, how large that may be. */
  readonly streamed?: Streamed;
}

/** One operation of a spec, with the path's own parameters and every shared component put in. */
export interface Operation {
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** As the spec has it, after the server's path: `/transactions/{id}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly content: Content } | undefined;
  /** By status as the spec spells it; the object is the same one for all operations that share a component. */
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly scopes: readonly string[];
  readonly schemes: readonly string[];
  readonly anonymous: boolean;
}

export interface Outline {
  /** The path part of the first server, without a trailing slash; empty if there is none. */
  readonly base: string;
  readonly version: string;
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, unknown>>;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** What serving a spec needs to know of its document. Throws an Error that names what the document lacks. */
export function outline(document: object): Outline {
  const root = document as Node;
  const resolve = resolver(root);
  const operations: Operation[] = [];
  for (const [path, entry] of Object.entries(node(root.paths))) {
    const item = resolve(entry);
    for (const method of methods) {
      if (isNode(item[method])) operations.push(operation(method, path, item[method], item, root, resolve));
    }
  }
  return {
    base: basePath(root.servers),
    version: String(root.openapi),
    operations,
    schemas: leanByName(node(node(root.components).schemas)),
  };
}

type Resolve = (value: unknown) => Node;

/** Follows references to what they name in the document: always to the same object, by which it can be known again. */
function resolver(root: Node): Resolve {
  return (value) => {
    let found = value;
    while (isNode(found) && typeof found.$ref === "string") found = at(root, found.$ref);
    return node(found);
  };
}

function at(root: Node, reference: string): unknown {
  let found: unknown = root;
  for (const step of reference.replace(/^#\//, "").split("/")) {
    found = node(found)[decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  if (found === undefined) throw new Error(`the document refers to ${reference}, which is not in it`);
  return found;
}

function operation(method: string, path: string, own: Node, item: Node, root: Node, resolve: Resolve): Operation {
  if (typeof own.operationId !== "string") throw new Error(`${method} ${path} has no operationId`);
  const parameters = new Map<string, Parameter>();
  for (const each of [...list(item.parameters), ...list(own.parameters)].map(resolve)) {
    parameters.set(`${each.in} ${each.name}`, parameter(each, resolve));
  }
  const body = own.requestBody === undefined ? undefined : resolve(own.requestBody);
  return {
    id: own.operationId,
    method: method.toUpperCase(),
    path,
    parameters: [...parameters.values()],
    body: body && { required: body.required === true, content: requestContent(body, resolve) },
    responses: responses(node(own.responses), resolve),
    ...security(list(own.security ?? root.security).map(node)),
  };
}

/** Security as alternatives, each a set of schemes with the scopes that are asked of them; an empty one asks nothing. */
function security(alternatives: readonly Node[]): Pick<Operation, "scopes" | "schemes" | "anonymous"> {
  const scopes = alternatives.flatMap((each) => Object.values(each).flatMap(list)).map(String);
  return {
    scopes: [...new Set(scopes)],
    schemes: [...new Set(alternatives.flatMap((each) => Object.keys(each)))],
    anonymous: alternatives.length === 0 || alternatives.some((each) => Object.keys(each).length === 0),
  };
}

function parameter(own: Node, resolve: Resolve): Parameter {
  const style = String(own.style ?? (own.in === "query" || own.in === "cookie" ? "form" : "simple"));
  const media = Object.values(node(own.content))[0];
  return {
    name: String(own.name),
    in: own.in as Parameter["in"],
    required: own.required === true,
    explode: typeof own.explode === "boolean" ? own.explode : style === "form",
    style,
    isJson: own.content !== undefined,
    schema: node(lean(resolve(own.schema ?? node(media).schema))),
  };
}

/** Shared responses stay one object each, so that the validator compiles each of them once. */
const shared = new WeakMap<Node, { content?: Content }>();

function responses(own: Node, resolve: Resolve): Operation["responses"] {
  const entries = Object.entries(own).map(([status, entry]) => {
    const found = resolve(entry);
    const known = shared.get(found) ?? (found.content === undefined ? {} : { content: content(found, resolve) });
    shared.set(found, known);
    return [status, known] as const;
  });
  return Object.fromEntries(entries);
}

function content(own: Node, resolve: Resolve): Content {
  const entries = Object.entries(node(own.content)).map(([type, media]) => {
    return [essence(type), mediaOf(type, node(media).schema, resolve)] as const;
  });
  return Object.fromEntries(entries);
}

function requestContent(own: Node, resolve: Resolve): Content {
  const entries = Object.entries(node(own.content)).map(([type, media]) => {
    const spooling = spoolingOf(type, node(media), resolve(node(media).schema));
    return [essence(type), { ...mediaOf(type, node(media).schema, resolve), ...spooling }] as const;
  });
  return Object.fromEntries(entries);
}

function mediaOf(spelling: string, schema: unknown, resolve: Resolve): Media {
  if (schema === undefined) return { spelling };
  if (essence(spelling) !== multipart) return { spelling, schema: node(lean(schema)) };
  const fields = fieldsSchema(schema, resolve);
  return { spelling, schema: node(lean(fields.schema)), lists: fields.lists };
}

function basePath(servers: unknown): string {
  const url = node(list(servers)[0] ?? {}).url;
  if (typeof url !== "string") return "";
  return new URL(url, "http://localhost").pathname.replace(/\/$/, "");
}

function node(value: unknown): Node {
  return isNode(value) ? value : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
