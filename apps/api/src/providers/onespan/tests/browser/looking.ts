import type { Page } from "playwright-core";
import { expect } from "vitest";
import { seriousFindings } from "../../../../testing/axe.ts";
import { screenshot } from "../../../../testing/browser.ts";
import { stay } from "./staying.ts";

/** A machine that has other things to do as well takes its time. */
export const patient = { timeout: 60_000 };

const smallest = { width: 320, height: 640 };
const phone = { width: 390, height: 844 };

/** Looks at a phone's page by day and by night, and at the smallest there are: anybody must be able to use all of them. */
export async function look(page: Page, name: string): Promise<void> {
  await stay(page);
  await screenshot(page, `esign-${name}`);
  await lookOnce(page, name);
  await page.emulateMedia({ colorScheme: "dark" });
  await lookOnce(page, `${name} by night`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(smallest);
  await fits(page, `${name}, small`);
  await page.setViewportSize(phone);
}

async function lookOnce(page: Page, name: string): Promise<void> {
  await fits(page, name);
  expect(await seriousFindings(page), name).toEqual([]);
}

/** Nobody has to move a page sideways. A phone's browser makes its window wider for a page that is, so the window's own width does not tell. */
async function fits(page: Page, name: string): Promise<void> {
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect(width, `the width of ${name}`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
}
