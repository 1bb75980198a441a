import type { Page } from "playwright-core";

/** A page that leads on by itself stays, so that there is time for it. Others may go on with what they load. */
export async function stay(page: Page): Promise<void> {
  await page.waitForLoadState();
  if ((await page.getByText(/^You are led to /).count()) > 0) await page.evaluate("stop()");
}
