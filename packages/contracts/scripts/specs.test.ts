import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject, listAt, objectAt, pointed, resolved } from "./json.ts";
import { readSpecs, type Spec } from "./spec.ts";

const specs = readSpecs(join(import.meta.dirname, "../../../specs"));
const origins = ["seed", "public", "inferred", "ours"];

/** A value that a spec shows, where it stands, and the pointer of the schema that it should fit. */
interface Example {
  readonly at: string;
  readonly value: Json;
  readonly schema: string;
}

describe.each(specs)("$file", (spec) => {
  test("says of every operation where it comes from", () => {
    const silent = spec.operations.filter(({ path, method }) => {
      const operation = objectAt(objectAt(objectAt(spec.document, "paths"), path), method);
      return typeof operation["x-origin"] !== "string";
    });
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test("names an origin that the house knows, and the source of what is public", () => {
    const wrong: string[] = [];
    walk(spec.document, "#", (value, at) => {
      const origin = value["x-origin"];
      if (origin === undefined) return;
      if (typeof origin !== "string" || !origins.includes(origin)) wrong.push(`${at}: ${JSON.stringify(origin)}`);
      if (origin === "public" && typeof value["x-source"] !== "string") wrong.push(`${at}: public without x-source`);
    });
    expect(wrong).toEqual([]);
  });

  test("shows only examples that fit their schemas", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    ajvFormats.default(ajv);
    ajv.addSchema(spec.document, "spec");
    const wrong = examplesOf(spec).flatMap(({ at, value, schema }) => {
      const fits = ajv.compile({ $ref: `spec${schema}` });
      return fits(value) ? [] : [`${at}: ${ajv.errorsText(fits.errors, { dataVar: "" })}`];
    });
    expect(wrong).toEqual([]);
  });

  test("shows an example of every JSON body", () => {
    const bare: string[] = [];
    walk(spec.document, "#", (value, at) => {
      if (!isObject(value.content)) return;
      for (const [type, media] of Object.entries(value.content))
        if (/json$/.test(type) && isObject(media) && !("example" in media) && !("examples" in media)) bare.push(at);
    });
    expect(bare).toEqual([]);
  });
});

/** Calls `visit` for every mapping of the document, with its pointer. */
function walk(value: Json, at: string, visit: (value: JsonObject, at: string) => void): void {
  if (isObject(value)) visit(value, at);
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const step = encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
    walk(child, `${at}/${step}`, visit);
  }
}

function examplesOf({ document }: Spec): Example[] {
  const found: Example[] = [];
  walk(document, "#", (value, at) => {
    // Bodies, parameters and headers have their schema beside the example; a schema is itself what its examples fit.
    if ("schema" in value)
      for (const [name, example] of shownBy(document, value))
        found.push({ at: `${at} ${name}`, value: example, schema: `${at}/schema` });
    if (isSchema(document, at))
      for (const [index, example] of listAt(value, "examples").entries())
        found.push({ at: `${at} ${index}`, value: example, schema: at });
  });
  return found;
}

function shownBy(document: JsonObject, holder: JsonObject): [name: string, value: Json][] {
  const single: [string, Json][] = "example" in holder ? [["example", holder.example ?? null]] : [];
  const several = Object.entries(objectAt(holder, "examples")).flatMap(([name, example]): [string, Json][] => {
    const shown = resolved(document, example);
    return isObject(shown) && "value" in shown ? [[name, shown.value ?? null]] : [];
  });
  return [...single, ...several];
}

/** Whether a schema stands at the pointer, and not a mapping of properties, an example or something else. */
function isSchema(document: JsonObject, at: string): boolean {
  if (/\/(examples?|properties|default|const|enum)(\/[^/]+)*\/(examples?|default|const|enum)\//.test(at)) return false;
  const value = pointed(document, at);
  const parent = at.split("/").at(-2);
  const own = at.split("/").at(-1);
  const stands =
    own === "schema" ||
    own === "items" ||
    ["properties", "schemas", "allOf", "anyOf", "oneOf", "$defs"].includes(parent ?? "");
  return stands && isObject(value) && Array.isArray(value.examples);
}
