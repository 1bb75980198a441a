import { OpenApi, type Place } from "./document.ts";
import { essence } from "./media.ts";

/** What a spec says of one operation, as far as an exchange can be held against it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** Matches the path after the base; one group for each path parameter. */
  readonly pattern: RegExp;
  readonly pathNames: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: ReadonlyMap<number, Documented>;
}

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  readonly isArray: boolean;
  /** A list is repeated; otherwise it is one text with commas. */
  readonly explode: boolean;
  /** The pointer of its schema. */
  readonly schema: string | undefined;
}

/** What is said of each media type, which is without its parameters and in lower case. */
export type Content = ReadonlyMap<string, Media>;

export interface Media {
  /** The type as the document spells it, parameters and all. */
  readonly spelling: string;
  /** The pointer of its schema. */
  readonly schema: string | undefined;
}

export interface Body {
  readonly required: boolean;
  readonly content: Content;
}

export interface Documented {
  readonly content: Content;
  readonly headers: readonly Parameter[];
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** The operations of a document, those with more literal paths first: `/things/search` before `/things/{id}`. */
export function readOperations(document: object): Operation[] {
  const api = new OpenApi(document);
  const items = api.entries(api.root, "paths").sort(([a], [b]) => a.split("{").length - b.split("{").length);
  return items.flatMap(([path, item]) =>
    api
      .entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, place]) => readOperation(api, path, method, item, place)),
  );
}

/** What is said of one method of a path, or of a webhook. */
export function readOperation(api: OpenApi, path: string, method: string, item: Place, place: Place): Operation {
  const pathNames: string[] = [];
  const pattern = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{([^}]+)\}/g, (_, name: string) => {
    pathNames.push(name);
    return "([^/]+)";
  });
  // An operation's own parameter takes the place of one of the same name that all operations of the path have.
  const parameters = new Map(
    [...api.entries(item, "parameters"), ...api.entries(place, "parameters")].map(([, each]) => {
      const parameter = readParameter(api, each, api.text(each, "name") ?? "", api.text(each, "in") ?? "");
      return [`${parameter.in} ${parameter.name}`, parameter];
    }),
  );
  const body = api.at(place, "requestBody");
  return {
    id: api.text(place, "operationId") ?? `${method} ${path}`,
    method: method.toUpperCase(),
    pattern: new RegExp(`^${pattern}$`),
    pathNames,
    parameters: [...parameters.values()],
    body: body && { required: api.at(body, "required")?.value === true, content: readContent(api, body) },
    responses: new Map(
      api.entries(place, "responses").map(([status, response]) => [
        Number(status),
        {
          content: readContent(api, response),
          headers: api
            .entries(response, "headers")
            .map(([name, header]) => readParameter(api, header, name.toLowerCase(), "header")),
        },
      ]),
    ),
  };
}

function readParameter(api: OpenApi, place: Place, name: string, where: string): Parameter {
  const schema = api.at(place, "schema");
  const type = schema && api.at(schema, "type")?.value;
  const style = api.text(place, "style") ?? (where === "query" ? "form" : "simple");
  return {
    in: where,
    name: where === "header" ? name.toLowerCase() : name,
    required: api.at(place, "required")?.value === true,
    isArray: type === "array" || (Array.isArray(type) && type.includes("array")),
    explode: (api.at(place, "explode")?.value ?? style === "form") === true,
    schema: schema?.pointer,
  };
}

function readContent(api: OpenApi, place: Place): Content {
  return new Map(
    api
      .entries(place, "content")
      .map(([type, media]) => [essence(type), { spelling: type, schema: api.at(media, "schema")?.pointer }]),
  );
}
