import { isObject, isText, type Json, type JsonObject } from "./json.ts";

/** Where a document keeps what it took over from its neighbours, by their names. */
export const neighbours = "x-neighbours";

const elsewhere = /^\.\/(.+)\.yaml#\/(.*)$/;

/** A copy of a document that needs no other file: the components that it refers to elsewhere come with it. */
export function selfContained(name: string, documents: Map<string, JsonObject>): JsonObject {
  const needed = new Set<string>();
  const pointer = (file: string, path: string) => {
    if (file === name) return `#/${path}`;
    needed.add(file);
    return `#/${neighbours}/${file}/${path}`;
  };
  const copy = (node: Json, file: string): Json => {
    if (Array.isArray(node)) return node.map((item) => copy(item, file));
    if (!isObject(node)) return node;
    const result: JsonObject = {};
    for (const [key, value] of Object.entries(node))
      result[key] = key === "$ref" && isText(value) ? redirected(value, file, pointer) : copy(value, file);
    return result;
  };
  const own = copy(documents.get(name) ?? {}, name);
  const taken: JsonObject = {};
  // The set grows while it is walked, since a neighbour may refer to a further one.
  for (const file of needed) {
    const document = documents.get(file);
    if (!document) throw new Error(`specs/${name}.yaml refers to specs/${file}.yaml, which does not exist.`);
    taken[file] = copy({ components: document.components ?? {} }, file);
  }
  return { ...(isObject(own) ? own : {}), ...(needed.size > 0 ? { [neighbours]: taken } : {}) };
}

function redirected(reference: string, file: string, pointer: (file: string, path: string) => string): string {
  const [, other, path] = reference.match(elsewhere) ?? [];
  if (other !== undefined && path !== undefined) return pointer(other, path);
  return reference.startsWith("#/") ? pointer(file, reference.slice(2)) : reference;
}
