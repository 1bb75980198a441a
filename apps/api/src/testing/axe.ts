import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, Result } from "axe-core";
import type { Frame, Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What keeps somebody from using the page or a page within it, as one line each: the findings that axe calls serious or
 * critical. The checker comes over the debugger, so that a page's own policy need not let it in.
 */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState();
  if (await page.evaluate<boolean>("matchMedia('(scripting: none)').matches")) return findingsInCopy(page);
  const findings = await Promise.all(page.frames().map(findingsIn));
  return findings.flat();
}

/** The checker is a script itself: where none runs, it looks at what the page holds in a place where only it does. */
async function findingsInCopy(page: Page): Promise<readonly string[]> {
  const body = await page.content();
  const context = await page.context().browser()?.newContext({ viewport: page.viewportSize() });
  if (!context) throw new Error("The page's browser has ended.");
  await context.route("**", (route) => {
    const isPage = route.request().isNavigationRequest();
    if (isPage) return route.fulfill({ contentType: "text/html", body });
    return route.request().resourceType() === "script" ? route.fulfill({ body: "" }) : route.continue();
  });
  const copy = await context.newPage();
  await copy.goto(page.url());
  const findings = await findingsIn(copy.mainFrame());
  await context.close();
  return findings;
}

async function findingsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(`if (!globalThis.axe) {${source}}`);
  // It would read stylesheets by styles of its own, which a page's policy keeps out.
  const options = JSON.stringify({ iframes: false, preload: false, resultTypes: ["violations"] });
  const { violations } = await frame.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(described);
}

function described({ id, impact, help, nodes }: Result): string {
  const places = nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary?.replace(/\s+/g, " ")}`);
  return `${impact} ${id}: ${help} (${places.join("; ")})`;
}
