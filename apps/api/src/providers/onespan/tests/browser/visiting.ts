import type { TestBrowser } from "../../../../testing/browser.ts";
import { personAt } from "./person.ts";

/** People with a phone each, who open a link. */
export function visitorsOf(browser: TestBrowser) {
  return async (link: string, javaScript = true) => {
    const page = await browser.visit({ device: "phone", javaScript });
    const status = (await page.goto(link))?.status();
    return { status, ...personAt(page) };
  };
}
