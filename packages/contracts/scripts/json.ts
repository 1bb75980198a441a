/** A value as JSON has it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under `key`, or an empty one: what a spec leaves out is empty. */
export function objectAt(parent: Json | undefined, key: string): JsonObject {
  const value = isObject(parent) ? parent[key] : undefined;
  return isObject(value) ? value : {};
}

export function textAt(parent: JsonObject, key: string): string {
  const value = parent[key];
  return typeof value === "string" ? value : "";
}

export function listAt(parent: JsonObject, key: string): Json[] {
  const value = parent[key];
  return Array.isArray(value) ? value : [];
}

/** What a local reference (`#/components/schemas/Card`) points at. */
export function pointed(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root;
  for (const part of pointer.replace(/^#\//, "").split("/")) {
    const key = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) ? value[key] : undefined;
  }
  return value;
}

/** The value itself where it is not a reference, else what its chain of local references ends in. */
export function resolved(root: Json, value: Json | undefined): Json | undefined {
  let target = value;
  while (isObject(target) && typeof target.$ref === "string") target = pointed(root, target.$ref);
  return target;
}
