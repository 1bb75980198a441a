import type { Mapping } from "./definition.ts";

/** What mappings and logic of an execution's steps may name. */
export interface Scope {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The newest output of each step that has one, by its key. */
  readonly steps: Readonly<Record<string, unknown>>;
  readonly execution: { readonly id: string; readonly locale: string; readonly recordId: string | null };
}

/** A mapping with each name replaced by what it names; what is not there is null. */
export function resolve(mapping: Mapping, scope: Scope): unknown {
  if (typeof mapping === "string") {
    if (isReference(mapping)) return valueAt(scope, pathOf(mapping));
    return mapping.startsWith("$$") ? mapping.slice(1) : mapping;
  }
  if (Array.isArray(mapping)) return mapping.map((each) => resolve(each, scope));
  if (typeof mapping !== "object" || mapping === null) return mapping ?? null;
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, resolve(value, scope)]));
}

/** A name in a mapping, and where in the mapping it stands. */
export interface Reference {
  /** Dotted path within the mapping; empty where the mapping is the name itself. */
  readonly at: string;
  readonly path: readonly string[];
}

/** All that a mapping names. */
export function referencesOf(mapping: Mapping, at = ""): readonly Reference[] {
  if (typeof mapping === "string") return isReference(mapping) ? [{ at, path: pathOf(mapping) }] : [];
  if (typeof mapping !== "object" || mapping === null) return [];
  return Object.entries(mapping).flatMap(([key, value]) => referencesOf(value, at === "" ? key : `${at}.${key}`));
}

/** Texts that would be names if their dot had not been forgotten: `$steps.a.name`. */
export function nearReferencesOf(mapping: Mapping, at = ""): readonly { readonly at: string; readonly text: string }[] {
  if (typeof mapping === "string")
    return /^\$(parameters|steps|execution)\b/.test(mapping) ? [{ at, text: mapping }] : [];
  if (typeof mapping !== "object" || mapping === null) return [];
  return Object.entries(mapping).flatMap(([key, value]) => nearReferencesOf(value, at === "" ? key : `${at}.${key}`));
}

/** What stands at the end of a path of own properties; null where it ends before: nothing is read from a prototype. */
export function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const key of path) {
    if (value === null || value === undefined || !Object.hasOwn(value, key)) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value ?? null;
}

function isReference(text: string): boolean {
  return text.startsWith("$.");
}

function pathOf(text: string): readonly string[] {
  return text.slice(2).split(".");
}
