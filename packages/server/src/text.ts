import { mostProblems } from "./problems.ts";
import type { Problem } from "./provider.ts";

/** Deeper than any documented body, and shallow enough for everything that walks a value by recursion. */
const deepest = 64;

/**
 * The text in a value that the database cannot hold: NUL characters and halves of surrogate pairs; numbers such as 1e400
 * that were read as infinite and would be written as null; and nesting that is too deep to be walked. Told at most 50
 * times. Removes `__proto__` keys on its way, so that no later copy of the value can set a prototype.
 */
export function unstorable(value: unknown, where: Problem["in"]): Problem[] {
  return isStorable(value, 0) ? [] : faults(value, where, [], 0).slice(0, mostProblems);
}

function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === "string") return isText(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (value instanceof File) return isText(value.name);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return true;
  if (depth === deepest) return false;
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  let storable = true;
  for (const key of Object.keys(value)) {
    if (key === "__proto__") Reflect.deleteProperty(value, key);
    else storable = isText(key) && isStorable((value as Record<string, unknown>)[key], depth + 1) && storable;
  }
  return storable;
}

/** A problem for each name that `unstorable` would take out of a value without a word. */
export function prototypesIn(value: unknown, where: Problem["in"], path: readonly string[] = []): Problem[] {
  if (typeof value !== "object" || value === null || path.length === deepest) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = [...path, key];
    if (key !== "__proto__") return prototypesIn(inner, where, field);
    return [{ in: where, field: field.join("."), rule: "prototype", message: "cannot be a name; take another one" }];
  });
}

/** The slow walk, made only to say where the fault is. */
function faults(value: unknown, where: Problem["in"], path: readonly string[], depth: number): Problem[] {
  const fault = (rule: string, message: string) => [{ in: where, field: path.join("."), rule, message }];
  if (typeof value === "string") return isText(value) ? [] : fault("text", "must not hold NUL or unpaired surrogates");
  if (typeof value === "number") return Number.isFinite(value) ? [] : fault("number", "must not be so large a number");
  if (value instanceof File && !isText(value.name)) return fault("text", "must not have NUL in the name of its file");
  if (typeof value !== "object" || value === null) return [];
  if (depth === deepest) return fault("depth", `must not be nested deeper than ${deepest} levels`);
  return Object.entries(value).flatMap(([key, inner]) =>
    isText(key)
      ? faults(inner, where, [...path, key], depth + 1)
      : fault("text", "must not have NUL or unpaired surrogates in the name of a field"),
  );
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}
