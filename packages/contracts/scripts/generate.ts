import { existsSync } from "node:fs";
import { join } from "node:path";
import { clientIndex, clientModule } from "./client.ts";
import { contractDocument, contractIndex, contractTypes } from "./contracts.ts";
import { providerRegistry, scenarioRegistry } from "./registries.ts";
import { serverModule } from "./server.ts";
import { readSpecs, type Spec } from "./spec.ts";
import { type Folder, writeFolder } from "./write.ts";

/**
 * Every generated folder that `specs/` decides, by its path in the repository, with the files it must hold. Nothing is
 * written here, so that a spec with a mistake leaves all folders as they were.
 */
export async function generate(specs: readonly Spec[]): Promise<ReadonlyMap<string, Folder>> {
  const contracts = new Map<string, string>([["index.ts", contractIndex(specs)]]);
  for (const spec of specs) {
    contracts.set(`${spec.name}.ts`, await contractTypes(spec));
    contracts.set(`${spec.name}.json`, contractDocument(spec));
  }
  return new Map<string, Folder>([
    ["packages/contracts/src/generated", contracts],
    [
      "packages/client/src/generated",
      new Map([
        ["index.ts", clientIndex(specs)],
        ...specs.map((spec) => [`${spec.name}.ts`, clientModule(spec)] as const),
      ]),
    ],
    ["packages/server/src/generated", new Map(specs.map((spec) => [`${spec.name}.ts`, serverModule(spec)]))],
    [
      "apps/api/src/generated",
      new Map([
        ["providers.ts", providerRegistry(specs)],
        ["scenarios.ts", scenarioRegistry(specs)],
      ]),
    ],
  ]);
}

if (import.meta.main) {
  const root = process.argv[2] ?? join(import.meta.dirname, "../../..");
  try {
    if (!existsSync(join(root, "specs"))) throw new Error(`There is no specs folder in ${root}.`);
    const specs = readSpecs(join(root, "specs"));
    for (const [path, files] of await generate(specs)) writeFolder(join(root, path), files);
    for (const { file, operations } of specs) console.log(`${file}: ${operations.length} operations`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
