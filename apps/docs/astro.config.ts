import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import type { StarlightPlugin } from "@astrojs/starlight/types";
import { defineConfig, passthroughImageService } from "astro/config";
import starlightOpenAPI, { openAPISidebarGroups } from "starlight-openapi";
import { referenceDocument } from "./src/reference.ts";
import { specsFolder } from "./src/source.ts";
import { readSpecs } from "./src/specs.ts";

const base = "/docs";
const here = new URL("./", import.meta.url);

/** What only this build needs: two builds at once must not write the same files. */
const work = new URL(`.astro/work-${process.pid}/`, here);

/** The reference tool reads files, so the documents made from the specs are laid down for it. */
function references() {
  mkdirSync(work, { recursive: true });
  return readSpecs(specsFolder(here)).map((spec) => {
    const schema = fileURLToPath(new URL(`${spec.name}.json`, work));
    writeFileSync(schema, JSON.stringify(referenceDocument(spec, base)));
    return { base: spec.page, schema, sidebar: { collapsed: true, operations: { badges: true } } };
  });
}

/** Comes after the reference tool, which sets its own code style and names all its overviews alike. */
const finish: StarlightPlugin = {
  name: "finish",
  hooks: {
    "config:setup": ({ addRouteMiddleware, config, updateConfig }) => {
      const code = typeof config.expressiveCode === "object" ? config.expressiveCode : {};
      updateConfig({ expressiveCode: { ...code, defaultProps: { frame: "none", wrap: true } } });
      addRouteMiddleware({ entrypoint: "./src/route.ts", order: "post" });
    },
  },
};

export default defineConfig({
  base,
  outDir: fileURLToPath(new URL("site/", work)),
  cacheDir: fileURLToPath(new URL("cache/", work)),
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: "Understudy",
      description: "Providers' transaction APIs, played for real on your own machine.",
      logo: { src: "./src/assets/logo.svg" },
      favicon: "/favicon.svg",
      customCss: ["./src/styles/fonts.css", "./src/styles/theme.css", "./src/styles/reference.css"],
      plugins: [starlightOpenAPI(references()), finish],
      sidebar: [
        {
          label: "Guide",
          items: [{ label: "Welcome", link: "/" }, "quick-start", "test-values"],
        },
        ...openAPISidebarGroups,
      ],
    }),
  ],
});
