import { pascal } from "./bundle.ts";
import { type CredentialOption, readCredentials } from "./credentials.ts";
import { docstring } from "./docstring.ts";
import { objectAt, textAt } from "./json.ts";
import { type Operation, type Spec, serverPath } from "./spec.ts";
import { webhookVerifier } from "./webhooks.ts";
import { mark } from "./write.ts";

/** One typed method for each operation, the provider's own auth, and the check of its webhooks where it has any. */
export function clientModule(spec: Spec): string {
  const name = pascal(spec.name);
  const credentials = readCredentials(spec.document);
  const schemes = credentials.map(({ scheme, option }) => `${scheme}${option})`);
  const functions = [...new Set(credentials.map(({ scheme }) => scheme.replace(/\(.*/, "")))].sort();
  const before = serverPath(spec.document) || "the operations' paths";
  const verifier = webhookVerifier(spec);
  const contracts = ["operations", "paths", ...(verifier ? ["Webhooks"] : [])];
  return [
    `// ${mark(`specs/${spec.file}`)}`,
    "",
    `import type { ${contracts.join(", ")} } from "@understudy/contracts/${spec.name}";`,
    ...(functions.length > 0 ? [`import { ${functions.join(", ")}, type Credential } from "../auth.ts";`] : []),
    `import { type ClientOptions, connect, type Method, type Raw, type Route } from "../client.ts";`,
    ...(verifier ? [`import { ${verifier.imports.join(", ")} } from "../webhooks.ts";`] : []),
    "",
    ...optionsInterface(name, credentials),
    "",
    ...docstring("", `${textAt(objectAt(spec.document, "info"), "title")}: one method for each operation.`),
    `export interface ${name}Client {`,
    "  /** The openapi-fetch client, for those who prefer paths. */",
    "  readonly raw: Raw<paths>;",
    ...spec.operations.flatMap((operation) => [
      ...docstring("  ", describe(operation)),
      `  readonly ${operation.id}: Method<operations["${operation.id}"]>;`,
    ]),
    "}",
    "",
    "const routes = {",
    ...spec.operations.map(routeOf),
    "} as const satisfies Record<keyof operations, Route>;",
    "",
    ...docstring("", `Makes a client of ${spec.name}; \`baseUrl\` is all that stands before ${before}.`),
    `export function create${name}Client(options: ${name}ClientOptions): ${name}Client {`,
    `  const { ${[...credentials.map(({ option }) => option), "...connection"].join(", ")} } = options;`,
    `  return connect<paths, operations>(connection, "${serverPath(spec.document)}", routes, [${schemes.join(", ")}]);`,
    "}",
    "",
    ...(verifier ? [...verifier.lines, ""] : []),
  ].join("\n");
}

/** JSON is what clients send unless an operation asks for something else. */
function routeOf({ id, method, path, bodyType = "application/json" }: Operation): string {
  const others = bodyType === "application/json" ? [] : [bodyType];
  return `  ${id}: [${[method.toUpperCase(), path, ...others].map((part) => JSON.stringify(part)).join(", ")}],`;
}

function optionsInterface(name: string, credentials: readonly CredentialOption[]): string[] {
  return [
    `export interface ${name}ClientOptions extends ClientOptions {`,
    ...credentials.flatMap(({ option, type, description, isOptional }) => [
      ...docstring("  ", description),
      `  readonly ${option}${isOptional ? "?" : ""}: ${type};`,
    ]),
    "}",
  ];
}

/** All clients together: for those who work with any of them, by the spec's name. */
export function clientIndex(specs: readonly Spec[]): string {
  const imports = specs.flatMap(({ name }) => [
    `import { create${pascal(name)}Client, type ${pascal(name)}Client, type ${pascal(name)}ClientOptions } from "./${name}.ts";`,
  ]);
  return [
    `// ${mark("specs/")}`,
    "",
    `import type { SpecName } from "@understudy/contracts";`,
    ...imports,
    "",
    "export interface Clients {",
    ...specs.map(({ name }) => `  "${name}": ${pascal(name)}Client;`),
    "}",
    "",
    "/** What each client is made with. */",
    "export interface Options {",
    ...specs.map(({ name }) => `  "${name}": ${pascal(name)}ClientOptions;`),
    "}",
    "",
    "export const createClient: { readonly [Name in SpecName]: (options: Options[Name]) => Clients[Name] } = {",
    ...specs.map(({ name }) => `  "${name}": create${pascal(name)}Client,`),
    "};",
    "",
  ].join("\n");
}

function describe({ summary, description, method, path, statuses }: Operation): string {
  const refusals = statuses.filter((status) => status >= 400);
  const answers = statuses.filter((status) => status < 400);
  return [
    [summary.replace(/([^.])$/, "$1."), description.trim()].filter(Boolean).join("\n\n"),
    `\`${method.toUpperCase()} ${path}\`: answers ${answers.join(", ")}; refuses with ${refusals.join(", ") || "nothing"}.`,
  ].join("\n\n");
}
