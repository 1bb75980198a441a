export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** An object, as opposed to an array, a plain value or nothing. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isText = (value: Json | undefined): value is string => typeof value === "string";

/** What stands under a chain of keys, or nothing: `at(document, "info", "title")`. */
export function at(value: Json | undefined, ...keys: string[]): Json | undefined {
  return keys.reduce<Json | undefined>((here, key) => (isObject(here) ? here[key] : undefined), value);
}

/** Follows local references until something else stands there; what cannot be followed is nothing. */
export function follow(document: JsonObject, value: Json | undefined, depth = 0): Json | undefined {
  if (!isObject(value) || !isText(value.$ref)) return value;
  if (depth > 20 || !value.$ref.startsWith("#/")) return undefined;
  const keys = value.$ref.slice(2).split("/");
  const target = at(document, ...keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")));
  return follow(document, target, depth + 1);
}
