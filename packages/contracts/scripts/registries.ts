import { pascal } from "./bundle.ts";
import type { Spec } from "./spec.ts";
import { mark } from "./write.ts";

/** Where a spec is answered, seen from the registries: `../providers/acme/control`. */
function home({ provider, name }: Spec): string {
  return name === provider ? `../providers/${provider}` : `../providers/${provider}/control`;
}

/** `acmeControl` */
function identifier({ name }: Spec): string {
  return pascal(name).replace(/^./, (letter) => letter.toLowerCase());
}

/**
 * Every spec with the folder that answers it, found here, so that a new provider is mounted by nobody's hand: the
 * providers themselves, their parts of the control API, and the platform's own part.
 */
export function providerRegistry(specs: readonly Spec[]): string {
  const entry = (spec: Spec, exported: string) => {
    const own = identifier(spec) === exported ? exported : `${exported}: ${identifier(spec)}`;
    return `{ name: "${spec.name}", of: "${spec.provider}", document: ${identifier(spec)}Document as object, ${own} }`;
  };
  const providers = specs.filter(({ isControl }) => !isControl);
  const controls = specs.filter(({ isControl, name, provider }) => isControl && name !== provider);
  const platform = specs.filter(({ isControl, name, provider }) => isControl && name === provider);
  return [
    `// ${mark("specs/")}`,
    "",
    ...specs.map(
      (spec) =>
        `import ${identifier(spec)}Document from "@understudy/contracts/${spec.name}.json" with { type: "json" };`,
    ),
    ...specs.map((spec) => {
      const exported = spec.isControl ? "control" : "provider";
      const name = identifier(spec) === exported ? exported : `${exported} as ${identifier(spec)}`;
      return `import { ${name} } from "${home(spec)}/index.ts";`;
    }),
    "",
    "/** Each provider with its spec. */",
    "export const providers = [",
    ...providers.map((spec) => `  ${entry(spec, "provider")},`),
    "] as const;",
    "",
    "/** Each provider's part of the control API with its spec; `of` is the provider's name. */",
    "export const controls = [",
    ...controls.map((spec) => `  ${entry(spec, "control")},`),
    "] as const;",
    ...platform.flatMap((spec) => [
      "",
      "/** The platform's own part of the control API with its spec. */",
      `export const platform = ${entry(spec, "control")} as const;`,
    ]),
    "",
  ].join("\n");
}

/**
 * Every spec's contract scenarios, for the one test that runs them all, and how each provider makes something happen,
 * for the scenarios of the platform, which know no provider.
 */
export function scenarioRegistry(specs: readonly Spec[]): string {
  const providers = specs.filter(({ isControl }) => !isControl);
  return [
    `// ${mark("specs/")}`,
    "",
    `import { contract, type Harness } from "@understudy/conformance";`,
    ...specs.map((spec) => `import * as ${identifier(spec)} from "${home(spec)}/scenarios.ts";`),
    "",
    "/** Registers a test for each operation and documented status of every spec. */",
    "export function contracts(harness: Harness): void {",
    ...specs.map(
      (spec) => `  contract("${spec.name}", ${identifier(spec)}.scenarios, ${identifier(spec)}.personas, harness);`,
    ),
    "}",
    "",
    "/** By provider, makes something happen in its world. */",
    `export const occasions = { ${providers.map((spec) => `${identifier(spec)}: ${identifier(spec)}.occasion`).join(", ")} };`,
    "",
  ].join("\n");
}
