import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sections } from "./markdown.ts";

/** The sections of the README that make the quick start, so that nothing is written twice. */
export const quickStartSections = ["Start", "Five-minute tour", "Configuration"] as const;

/** The folder that holds specs/ and README.md: the repository's root, or what `DOCS_SOURCE` names. */
export const sourceFolder = (docs: URL): string => process.env.DOCS_SOURCE ?? fileURLToPath(new URL("../../", docs));

export const specsFolder = (docs: URL): string => join(sourceFolder(docs), "specs");

export const quickStartPage = (docs: URL): string =>
  sections(readFileSync(join(sourceFolder(docs), "README.md"), "utf8"), quickStartSections);
