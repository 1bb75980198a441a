/** A JSON Schema, or any other object of an OpenAPI document. */
export type Node = { readonly [key: string]: unknown };

const annotations = new Set([
  "title",
  "summary",
  "description",
  "example",
  "examples",
  "externalDocs",
  "deprecated",
  "readOnly",
  "writeOnly",
  "discriminator",
  "xml",
]);
const namedSchemas = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
const values = new Set(["enum", "const", "default", "required", "dependentRequired"]);

/**
 * A schema without all that says nothing of validity. The validator walks the whole document for each operation that it
 * compiles, so what it need not read costs time at each first call. `readOnly` and `writeOnly` go too: the validator
 * would make rules of what JSON Schema calls annotations.
 */
export function lean(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lean);
  if (!isNode(schema)) return schema;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (annotations.has(key) || key.startsWith("x-")) continue;
    if (values.has(key)) kept[key] = value;
    else if (namedSchemas.has(key) && isNode(value)) kept[key] = leanByName(value);
    else kept[key] = lean(value);
  }
  return chooseBranch(schema, kept);
}

/** The same for schemas that stand under names of their own. */
export function leanByName(schemas: Node): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, lean(schema)]));
}

/**
 * `oneOf` with a discriminator as `if`/`then` for each of its values: a request is judged by the branch that it chose
 * and hears of that branch's rules only, instead of the rules of all branches.
 */
function chooseBranch(schema: Node, kept: Record<string, unknown>): Node {
  const form = "oneOf" in kept ? "oneOf" : "anyOf";
  const branches = kept[form];
  const discriminator = schema.discriminator;
  if (!isNode(discriminator) || !Array.isArray(branches)) return kept;
  const property = String(discriminator.propertyName);
  const choices = branches.map((branch) => ({ branch, names: namesOf(branch, discriminator.mapping) }));
  if (choices.some(({ names }) => names.length === 0)) return kept;
  const { [form]: _replaced, ...rest } = kept;
  const when = (names: readonly string[]) => ({ properties: { [property]: { enum: names } }, required: [property] });
  return {
    ...rest,
    type: "object",
    required: [...new Set([...((rest.required as string[] | undefined) ?? []), property])],
    allOf: [
      ...((rest.allOf as Node[] | undefined) ?? []),
      { properties: { [property]: { enum: choices.flatMap(({ names }) => names) } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      ...choices.map(({ branch, names }) => ({ if: when(names), then: branch })),
    ],
  };
}

/** The values of the discriminating property that stand for a branch: those mapped to it, else its own name. */
function namesOf(branch: unknown, mapping: unknown): string[] {
  if (!isNode(branch) || typeof branch.$ref !== "string") return [];
  const name = branch.$ref.slice(branch.$ref.lastIndexOf("/") + 1);
  const mapped = Object.entries(isNode(mapping) ? mapping : {})
    .filter(([, target]) => target === branch.$ref || target === name)
    .map(([value]) => value);
  return mapped.length > 0 ? mapped : [name];
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
