import { join } from "node:path";
import type { BrowserContext, ConsoleMessage, Page, Response, Route } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { launchChromium } from "./chromium.ts";

/** Who opens a page, and with what. */
export interface Visitor {
  readonly device?: Device;
  /** True unless said otherwise. */
  readonly javaScript?: boolean;
  readonly colorScheme?: "light" | "dark";
}

export type Device = "phone" | "desktop";

const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;

export interface TestBrowser {
  /**
   * A page of a visitor of its own, gone with the test. Whatever goes wrong in it fails the test: an error, a breach of
   * the page's policy, a file that is missing, a request to anywhere but this machine.
   */
  visit(visitor?: Visitor): Promise<Page>;
}

/** A real browser for a test file, which ends with it. */
export async function testBrowser(): Promise<TestBrowser> {
  const browser = await launchChromium();
  afterAll(() => browser.close());
  return {
    async visit({ device = "desktop", javaScript = true, colorScheme = "light" } = {}) {
      const options = { ...devices[device], javaScriptEnabled: javaScript, colorScheme, locale: "en-GB" };
      const context = await browser.newContext(options);
      context.setDefaultTimeout(15_000);
      const problems: string[] = [];
      await watch(context, problems);
      onTestFinished(async () => {
        await context.close();
        expect(problems, "what went wrong in the browser").toEqual([]);
      });
      return context.newPage();
    },
  };
}

async function watch(context: BrowserContext, problems: string[]): Promise<void> {
  await context.route(isElsewhere, (route: Route) => {
    problems.push(`asks for ${route.request().url()}`);
    return route.abort("blockedbyclient");
  });
  context.on("weberror", (error) => problems.push(String(error.error().stack ?? error.error())));
  context.on("console", (message) => problems.push(...complaint(message)));
  context.on("response", (response) => problems.push(...missing(response)));
}

function isElsewhere({ protocol, hostname }: URL): boolean {
  return /^(http|ws)s?:$/.test(protocol) && !/^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
}

/** Breaches of a page's policy are told on the console too. An answer that is an error is `missing`'s. */
function complaint(message: ConsoleMessage): string[] {
  const text = message.text();
  const { url } = message.location();
  return message.type() === "error" && !text.startsWith("Failed to load resource") ? [`${url}: ${text}`] : [];
}

/** A page may well say that it is gone or that a form is wrong; what it loads has to be there. */
function missing(response: Response): string[] {
  const isPart = !response.request().isNavigationRequest() && response.request().resourceType() !== "fetch";
  return response.status() >= 400 && isPart && !response.url().endsWith("/favicon.ico")
    ? [`${response.status()} for ${response.url()}`]
    : [];
}

/** Keeps a picture of the whole page, to be looked at: `apps/api/test-output/screenshots/<name>.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(import.meta.dirname, "../../test-output/screenshots", `${name}.png`);
  await page.waitForLoadState();
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}
