import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { testServer } from "../../../../testing/server.ts";
import { startInteractive } from "../support/interactive.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { hostSite } from "./host-page.ts";
import { personAt } from "./person.ts";

const server = await testServer();
const sandbox = await openSandbox(server);
const browser = await testBrowser();
const host = await hostSite(server.publicUrl);

const listening = `
  var said = [];
  for (const name of ["ready", "opened", "closed", "step", "completed", "error"])
    transactionlink.on(name, (data) => said.push({ name, ...data }));`;

type Said = { name: string; code?: string; workflowId?: string };
const said = (page: Page) => page.evaluate<Said[]>("said");
const last = async (page: Page) => (await said(page)).at(-1);
const show = (page: Page, options: object) =>
  page.evaluate(`transactionlink.setOptions(${JSON.stringify(options)}); transactionlink.open()`);
const frameOf = (page: Page) => page.locator("iframe").last().contentFrame();

async function hostWith(body = ""): Promise<Page> {
  const page = await browser.visit();
  await page.goto(host({ script: listening, isWidgetFirst: true, body }));
  return page;
}

/** What was posted before is judged by now: the frame has heard us after it, and we have heard the frame. */
async function inTurn(page: Page): Promise<void> {
  const height = Math.floor(await page.evaluate<number>("performance.now()"));
  await page.locator("iframe").last().evaluate(`(frame) => frame.style.blockSize = "${height}px"`);
  await page.evaluate("transactionlink.setOptions({ autoHeight: true })");
}

test("neither the page nor a frame of somebody else's speaks for the workflow", async () => {
  const stranger = host({ script: 'parent.postMessage({ type: "widget-wrapper.close" }, "*"); var spoke = true;' });
  const { token } = await startInteractive(sandbox);
  const page = await hostWith();
  await show(page, { token });
  const person = personAt(frameOf(page), "en");
  await person.at("company");
  await eventually(async () => expect(await last(page)).toMatchObject({ name: "step" }));
  await page.evaluate(`
    window.postMessage({ type: "widget-wrapper.close" }, "*");
    const other = document.createElement("iframe");
    other.src = "${stranger}";
    document.querySelector("main").prepend(other);`);
  await eventually(async () => {
    const spoke = page.frames().map((frame) => frame.evaluate("window.spoke === true"));
    expect(await Promise.all(spoke)).toContain(true);
  });
  await inTurn(page);
  expect(await page.getByRole("dialog").isVisible()).toBe(true);
  expect((await said(page)).map(({ name }) => name)).toEqual(["opened", "ready", "step"]);
});
