import type { Operation, Outline } from "./document.ts";

/** A path of the spec with the operations that it has, by method. */
export interface Route {
  /** In Express's spelling, with prefix and base path. */
  readonly path: string;
  readonly operations: ReadonlyMap<string, Operation>;
  /** The methods that the path answers, as the `Allow` header lists them. */
  readonly allow: string;
}

/** The routes of a spec in the order in which they must be asked: fixed words before parameters. */
export function routesOf({ base, operations }: Outline, prefix: string): Route[] {
  const byPath = Map.groupBy(operations, (operation) => operation.path);
  return [...byPath]
    .sort(([one], [other]) => (rank(one) < rank(other) ? -1 : 1))
    .map(([path, own]) => route(expressPath(prefix + base + path), new Map(own.map((each) => [each.method, each]))));
}

function route(path: string, operations: ReadonlyMap<string, Operation>): Route {
  const methods = new Set(operations.keys());
  if (methods.has("GET")) methods.add("HEAD");
  methods.add("OPTIONS");
  return { path, operations, allow: [...methods].join(", ") };
}

/** Sorts a path after those that say more: words before parameters, a parameter with words around it before a bare one. */
function rank(path: string): string {
  const last = "\uffff";
  return path.replaceAll(/(?<=\/)\{[^}]*\}(?=\/|$)/g, last + last).replaceAll(/\{[^}]*\}/g, last);
}

/** `/a/{id}:go` as `/a/:"id"\:go`: everything but the parameters is meant literally. */
function expressPath(path: string): string {
  return path
    .split(/(\{[^}]*\})/)
    .map((part) => (part.startsWith("{") ? `:"${part.slice(1, -1)}"` : part.replaceAll(/[:*?+!()[\]{}\\]/g, "\\$&")))
    .join("");
}
