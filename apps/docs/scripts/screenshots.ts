import { createReadStream, existsSync, mkdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import { specsFolder } from "../src/source.ts";
import { readSpecs } from "../src/specs.ts";

/** Pictures of the built site, for people to look at: `pnpm --filter @understudy/docs screenshots`. */
const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const output = join(root, "test-output");
const types: Record<string, string> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname).replace(/^\/docs/, "");
  const file = join(dist, path.endsWith("/") ? `${path}index.html` : path);
  const found = existsSync(file) && statSync(file).isFile();
  const served = found ? file : join(dist, "404.html");
  response.writeHead(found ? 200 : 404, { "content-type": types[extname(served)] ?? "application/octet-stream" });
  createReadStream(served).pipe(response);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs/`;

const specs = readSpecs(specsFolder(new URL("../", import.meta.url)));
const [spec] = specs;
const operation = spec?.operations.find(({ method }) => method === "post") ?? spec?.operations[0];
const pages = {
  home: "",
  "quick-start": "quick-start/",
  "test-values": "test-values/",
  overview: spec?.page ?? "",
  operation: operation?.page ?? "",
  missing: "nowhere/",
};
const fullPage = process.argv.includes("--full");
const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

mkdirSync(output, { recursive: true });
const browser = await playwright.launch({
  executablePath: process.env.CHROME_PATH ?? (await chromium.executablePath()),
  // The package's own arguments put all in one process, which ends with the first context.
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const [screen, viewport] of Object.entries(screens)) {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(base + path);
      const wider = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (wider !== 0) console.log(`${name} is ${wider} px too wide for a ${screen}`);
      await page.screenshot({ path: join(output, `${name}-${screen}-${colorScheme}.png`), fullPage });
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(`Pictures are in ${output}`);
