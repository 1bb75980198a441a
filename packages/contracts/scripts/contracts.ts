import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { pascal } from "./bundle.ts";
import type { JsonObject } from "./json.ts";
import type { Spec } from "./spec.ts";
import { hasWebhooks, settleWebhooks } from "./webhooks.ts";
import { mark } from "./write.ts";

/**
 * A spec's types. A property with a default stays optional: a caller may leave it out, which is what the type is for
 * on the caller's side, and a handler that names its own default loses nothing. A `binary` is a `Blob`, by which a form's
 * files are told from its text.
 */
export async function contractTypes(spec: Spec): Promise<string> {
  const document = structuredClone(spec.document);
  settleWebhooks(document);
  // Whether the mapping is an OpenAPI document is for openapiTS to say: it throws where it is none.
  const nodes = await openapiTS(document as unknown as OpenAPI3, {
    defaultNonNullable: false,
    silent: true,
    transform: ({ format }) => (format === "binary" ? ts.factory.createTypeReferenceNode("Blob") : undefined),
  });
  return [
    `// ${mark(`specs/${spec.file}`)}`,
    "",
    astToString(nodes).trimEnd(),
    "",
    `/** The spec's schemas by name: \`Schemas["Error"]\`. */`,
    `export type Schemas = components["schemas"];`,
    "",
    ...(hasWebhooks(spec) ? payloadTypes : []),
  ].join("\n");
}

const payloadTypes = [
  `/** The payload of each webhook by the webhook's name: \`Webhooks["thing.made"]\`. */`,
  "export type Webhooks = {",
  "    [Name in keyof webhooks]: webhooks[Name] extends {",
  `        post: { requestBody?: { content: { "application/json": infer Payload } } };`,
  "    } ? Payload : never;",
  "};",
  "",
  "/** The payload of any webhook. */",
  "export type WebhookPayload = Webhooks[keyof Webhooks];",
  "",
];

/** The bundled document. JSON has no comments, so the mark is an extension field on the first line. */
export function contractDocument(spec: Spec): string {
  const marked: JsonObject = { "x-generated": mark(`specs/${spec.file}`), ...spec.document };
  return `{${JSON.stringify(marked, null, 2).slice(1).trimStart()}\n`;
}

/** What is known of all specs together. */
export function contractIndex(specs: readonly Spec[]): string {
  const lines = [
    `// ${mark("specs/")}`,
    "",
    ...specs.map(({ name }) => `import type { operations as ${pascal(name)}Operations } from "./${name}.ts";`),
    "",
    "/** Every spec's operations, by the spec's name. */",
    "export interface Operations {",
    ...specs.map(({ name }) => `  "${name}": ${pascal(name)}Operations;`),
    "}",
    "",
    "export type SpecName = keyof Operations;",
    "",
    `export const specNames = [${specs.map(({ name }) => `"${name}"`).join(", ")}] as const satisfies readonly SpecName[];`,
    "",
    "const documents: Record<SpecName, () => Promise<{ default: object }>> = {",
    ...specs.map(({ name }) => `  "${name}": () => import("./${name}.json", { with: { type: "json" } }),`),
    "};",
    "",
    "/** The spec's bundled OpenAPI document, read when it is asked for. */",
    "export async function loadDocument(name: SpecName): Promise<object> {",
    "  return (await documents[name]()).default;",
    "}",
    "",
  ];
  return lines.join("\n");
}
