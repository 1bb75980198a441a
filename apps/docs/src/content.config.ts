import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import type { Loader, LoaderContext } from "astro/loaders";
import { z } from "astro/zod";
import { operationsByOrigin } from "./origins.ts";
import { quickStartPage, specsFolder } from "./source.ts";
import { readSpecs } from "./specs.ts";
import { testValuesPage } from "./test-values.ts";

/** The hand-written pages, and those that are made from the README and the specs. */
function pagesLoader(): Loader {
  const written = docsLoader();
  return {
    name: "pages",
    load: async (context) => {
      await written.load(context);
      const { base, root } = context.config;
      await addPage(context, "quick-start", {
        title: "Quick start",
        description: "From a fresh clone to a charge that fails over, in five minutes.",
        body: quickStartPage(root),
      });
      await addPage(context, "test-values", {
        title: "Test values",
        description: "Inputs whose outcome is stated, so that a test knows what will happen.",
        body: testValuesPage(readSpecs(specsFolder(root)), base.replace(/\/$/, "")),
      });
    },
  };
}

async function addPage(context: LoaderContext, id: string, page: { title: string; description: string; body: string }) {
  const { body, ...frontmatter } = page;
  const filePath = `src/content/docs/${id}.md`;
  const rendered = await context.renderMarkdown(body, { fileURL: new URL(filePath, context.config.root) });
  const data = await context.parseData({ id, data: frontmatter });
  context.store.set({ id, data, body, filePath, rendered, digest: context.generateDigest(page) });
}

/** What the first page says about each spec. */
const specsLoader = {
  name: "specs",
  load: async ({ config, parseData, store }: LoaderContext) => {
    store.clear();
    for (const [order, spec] of readSpecs(specsFolder(config.root)).entries()) {
      const { name: id, document: _, operations, ...facts } = spec;
      const counts = Object.entries(operationsByOrigin(spec)).map(([origin, found]) => [origin, found.length]);
      const data = { ...facts, order, operations: operations.length, origins: Object.fromEntries(counts) };
      store.set({ id, data: await parseData({ id, data }) });
    }
  },
};

export const collections = {
  docs: defineCollection({ loader: pagesLoader(), schema: docsSchema() }),
  specs: defineCollection({
    loader: specsLoader,
    schema: z.object({
      order: z.number(),
      kind: z.enum(["provider", "control", "platform"]),
      title: z.string(),
      summary: z.string(),
      baseUrl: z.string(),
      upstreamUrl: z.string().optional(),
      page: z.string(),
      operations: z.number(),
      origins: z.record(z.string(), z.number()),
    }),
  }),
};
