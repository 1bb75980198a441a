import { parse } from "node:querystring";
import type { Request } from "express";
import type { Operation } from "./document.ts";
import type { Problem } from "./provider.ts";

/** The part of an address behind the first question mark. */
export function rawQueryOf(url: string): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
}

/**
 * The query as it was sent, by name. A list that the spec writes with commas (`explode: false`) may come with commas,
 * as repeated parameters, or as both. One whose items are parameters of their own holds an empty item where it is sent
 * empty: the validator would take that for no list.
 */
export function readQuery(operation: Operation, rawQuery: string): Record<string, unknown> {
  const query: Record<string, unknown> = rawQuery === "" ? {} : { ...parse(rawQuery) };
  Reflect.deleteProperty(query, "__proto__");
  for (const { name, in: where, explode, style, schema } of operation.parameters) {
    if (where !== "query" || style !== "form" || ![schema.type].flat().includes("array")) continue;
    const value = query[name];
    if (explode && value === "") query[name] = [""];
    if (!explode && Array.isArray(value)) query[name] = value.join(",");
  }
  return query;
}

/** The header parameters that the spec names, and no others: a credential is not a parameter. */
export function readHeaders(operation: Operation, request: Request): Record<string, unknown> {
  const headers: Record<string, unknown> = {};
  for (const { name, in: where } of operation.parameters) {
    const value = where === "header" ? request.headers[name.toLowerCase()] : undefined;
    if (value !== undefined) headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** A problem for each query parameter that the spec does not name. */
export function unknownIn(query: Readonly<Record<string, unknown>>, operation: Operation): Problem[] {
  const known = new Set(operation.parameters.filter((each) => each.in === "query").map((each) => each.name));
  return Object.keys(query)
    .filter((name) => !known.has(name) && !known.has(name.split("[", 1)[0] ?? ""))
    .map((name) => ({ in: "query", field: name, rule: "additionalProperties", message: "is not a known parameter" }));
}
