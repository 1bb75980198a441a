import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { bundle } from "./bundle.ts";
import { isObject, type JsonObject, listAt, objectAt, resolved, textAt } from "./json.ts";

export interface Operation {
  readonly id: string;
  /** Lower case, as the spec has it: `post`. */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** The scopes that its security names, each once, in the spec's order. */
  readonly scopes: readonly string[];
  readonly statuses: readonly number[];
  /** The first media type that its body may be of, where it takes one. */
  readonly bodyType: string | undefined;
}

export interface Spec {
  /** `acme.control.yaml` */
  readonly file: string;
  /** The spec's name in paths and identifiers: `acme-control`. */
  readonly name: string;
  /** The folder that answers it: `acme`. */
  readonly provider: string;
  /** A control spec has full paths and is mounted without a prefix. */
  readonly isControl: boolean;
  /** The bundled document. */
  readonly document: JsonObject;
  readonly operations: readonly Operation[];
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const FILE_NAME = /^([a-z]+)(\.control)?\.yaml$/;

/** Every spec in the folder, in the order of their names. Throws an error that names the file at fault. */
export function readSpecs(folder: string): Spec[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort();
  const sources = new Map(files.map((file) => [file, readDocument(join(folder, file), file)]));
  const specs = files.map((file) => {
    const [, provider, control] = FILE_NAME.exec(file) ?? [];
    if (provider === undefined)
      throw new Error(`specs/${file} is named neither <provider>.yaml nor <provider>.control.yaml.`);
    const document = bundle(file, sources);
    return {
      file,
      name: control === undefined ? provider : `${provider}-control`,
      provider,
      isControl: control !== undefined || provider === "control",
      document,
      operations: readOperations(file, document),
    };
  });
  return specs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readDocument(path: string, file: string): JsonObject {
  try {
    const document: unknown = parse(readFileSync(path, "utf8"));
    if (!isObject(document)) throw new Error("it holds no mapping");
    return document;
  } catch (error) {
    throw new Error(`specs/${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function readOperations(file: string, document: JsonObject): Operation[] {
  const operations = Object.entries(objectAt(document, "paths")).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(item) && method in item).map((method) =>
      readOperation(file, document, path, method, objectAt(item, method)),
    ),
  );
  const ids = operations.map((operation) => operation.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`specs/${file}: the operationId ${twice} is used twice.`);
  return operations;
}

function readOperation(file: string, document: JsonObject, path: string, method: string, item: JsonObject): Operation {
  const id = textAt(item, "operationId");
  if (!/^[a-z][A-Za-z0-9]*$/.test(id)) throw new Error(`specs/${file}: ${method} ${path} has no proper operationId.`);
  const statuses = Object.keys(objectAt(item, "responses"));
  const vague = statuses.find((status) => !/^[1-5]\d\d$/.test(status));
  if (vague !== undefined) throw new Error(`specs/${file}: ${id} answers ${vague}; list every status by number.`);
  return {
    id,
    method,
    path,
    summary: textAt(item, "summary"),
    description: textAt(item, "description"),
    scopes: readScopes("security" in item ? item : document),
    statuses: statuses.map(Number).sort((a, b) => a - b),
    bodyType: Object.keys(objectAt(resolvedBody(document, item), "content"))[0],
  };
}

function resolvedBody(document: JsonObject, operation: JsonObject): JsonObject {
  const body = resolved(document, operation.requestBody);
  return isObject(body) ? body : {};
}

function readScopes(secured: JsonObject): string[] {
  const scopes = listAt(secured, "security").flatMap((alternative) =>
    isObject(alternative) ? Object.keys(alternative).flatMap((scheme) => listAt(alternative, scheme)) : [],
  );
  return [...new Set(scopes.filter((scope) => typeof scope === "string"))];
}

/** The path of the spec's server, without a slash at the end: `/api/v1`, or nothing. */
export function serverPath(document: JsonObject): string {
  const server = resolved(document, listAt(document, "servers")[0]);
  if (!isObject(server)) return "";
  const variables = objectAt(server, "variables");
  const url = textAt(server, "url").replace(/\{(\w+)\}/g, (_, name: string) =>
    textAt(objectAt(variables, name), "default"),
  );
  return new URL(url, "http://localhost").pathname.replace(/\/$/, "");
}
