import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { at, isObject, isText, type Json, type JsonObject } from "./json.ts";
import { selfContained } from "./self-contained.ts";

/** A provider's own API, what a test may do to that provider's world, or what belongs to no provider. */
export type Kind = "provider" | "control" | "platform";

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** Where the reference shows it, relative to the site's base. */
  page: string;
  node: JsonObject;
}

export interface Spec {
  /** The file's name without `.yaml`. */
  name: string;
  kind: Kind;
  title: string;
  summary: string;
  /** Where Understudy serves it, and the address that this replaces if there is one. */
  baseUrl: string;
  upstreamUrl: string | undefined;
  /** Where the reference shows it, relative to the site's base. */
  page: string;
  operations: Operation[];
  /** The whole of it, with what it refers to in other files. */
  document: JsonObject;
}

/** The address of a start without configuration. */
const address = "http://127.0.0.1:4700";
const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Every spec of a folder: each provider's before its control spec, and the platform's own last. */
export function readSpecs(folder: string): Spec[] {
  const documents = new Map<string, JsonObject>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    const document: Json = parse(readFileSync(join(folder, file), "utf8"));
    if (!isObject(document)) throw new Error(`specs/${file} does not hold an OpenAPI document.`);
    documents.set(file.slice(0, -".yaml".length), document);
  }
  const specs = [...documents.keys()].map((name) => describeSpec(name, selfContained(name, documents)));
  const rank = (spec: Spec) => `${spec.kind === "platform" ? 1 : 0} ${spec.name}`;
  return specs.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

export function describeSpec(name: string, document: JsonObject): Spec {
  const kind = name === "control" ? "platform" : name.endsWith(".control") ? "control" : "provider";
  const page = `reference/${name.replaceAll(".", "-")}/`;
  const server = at(firstOf(document.servers), "url");
  const upstream = isText(server) ? server.replace(/\/$/, "") : "";
  const path = upstream.replace(/^[a-z]+:\/\/[^/]+/, "");
  return {
    name,
    kind,
    title: text(at(document, "info", "title"), name),
    summary: text(at(document, "info", "summary"), firstSentence(text(at(document, "info", "description")))),
    baseUrl: kind === "provider" ? `${address}/${name}${path}` : address,
    upstreamUrl: kind === "provider" ? upstream : undefined,
    page,
    operations: operationsOf(document, page),
    document,
  };
}

function operationsOf(document: JsonObject, page: string): Operation[] {
  const items = isObject(document.paths) ? Object.entries(document.paths) : [];
  return items.flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const node = at(item, method);
      if (!isObject(node)) return [];
      const id = text(node.operationId, `${method} ${path}`);
      return {
        id,
        method,
        path,
        summary: text(node.summary, id),
        page: `${page}operations/${id.toLowerCase()}/`,
        node,
      };
    }),
  );
}

const firstOf = (value: Json | undefined) => (Array.isArray(value) ? value[0] : undefined);
const text = (value: Json | undefined, fallback = "") => (isText(value) ? value : fallback);
const firstSentence = (words: string) => words.match(/^[\s\S]*?[.!?](?=\s|$)/)?.[0] ?? words;
