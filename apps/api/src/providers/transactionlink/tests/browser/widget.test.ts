import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seriousFindings } from "../../../../testing/axe.ts";
import { screenshot, testBrowser } from "../../../../testing/browser.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { testServer } from "../../../../testing/server.ts";
import { startInteractive } from "../support/interactive.ts";
import { definitions, got, openSandbox } from "../support/sandbox.ts";
import { hostSite } from "./host-page.ts";
import { extract, personAt, titleOf } from "./person.ts";

const server = await testServer();
const sandbox = await openSandbox(server);
const browser = await testBrowser();
const host = await hostSite(server.publicUrl);

/** What a page keeps of all that the widget says, and of how often it was called. */
const listening = `
  var calls = 0, said = [];
  function transactionlink_ready() {
    calls += 1;
    for (const name of ["ready", "opened", "closed", "step", "completed", "error"])
      transactionlink.on(name, (data) => said.push([name, data]));
  }`;

const said = (page: Page) => page.evaluate<[string, Record<string, unknown>][]>("said");
const names = async (page: Page) => (await said(page)).map(([name]) => name);
const show = (page: Page, options: object) =>
  page.evaluate(`transactionlink.setOptions(${JSON.stringify(options)}); transactionlink.open()`);
const hears = (page: Page, name: string) => eventually(async () => expect(await names(page)).toContain(name));
const frameOf = (page: Page) => page.locator("iframe").contentFrame();

test.each([
  ["before the widget's script", { script: listening }],
  ["after it", { script: listening, isWidgetFirst: true }],
])("51: transactionlink_ready is called once where the page defines it %s", async (_, page) => {
  const visitor = await browser.visit();
  await visitor.goto(host(page));
  const { token, id } = await startInteractive(sandbox);
  await show(visitor, { token });
  await personAt(frameOf(visitor), "en").at("company");
  await hears(visitor, "step");
  expect(await visitor.evaluate("calls")).toBe(1);
  expect(await said(visitor)).toEqual([
    ["opened", { workflowId: id }],
    ["ready", { workflowId: id }],
    ["step", { workflowId: id, step: "company", number: 1 }],
  ]);
});

test("18: a page reads without any key which environment a token is of", async () => {
  const { token } = await startInteractive(sandbox);
  const page = await browser.visit();
  await page.goto(host({ script: listening }));
  const read = `JSON.parse(atob("${token}".split(".")[1].replace(/-/g, "+").replace(/_/g, "/")))`;
  expect(await page.evaluate(read)).toMatchObject({ environment: "sandbox", workspaceId: sandbox.workspaceId });
});

test("a page without transactionlink_ready uses the widget as soon as its script has run", async () => {
  const { token } = await startInteractive(sandbox);
  const visitor = await browser.visit();
  const script = `transactionlink.setOptions({ token: "${token}", inline: true }); transactionlink.open();`;
  await visitor.goto(host({ script, isWidgetFirst: true, body: '<div id="transactionlink-widget"></div>' }));
  await personAt(visitor.locator("#transactionlink-widget iframe").contentFrame(), "en").at("company");
});

test("a dialog keeps the focus, closes on Escape wherever it is, and gives the focus back", async () => {
  const { token } = await startInteractive(sandbox, { locale: "pl" });
  const page = await browser.visit();
  await page.goto(host({ script: listening }));
  await page.locator("#before").focus();
  await show(page, { token });
  const person = personAt(frameOf(page), "pl");
  await person.at("company");
  await hears(page, "step");
  const dialog = page.getByRole("dialog", { name: titleOf("company", "pl") });
  expect(await dialog.isVisible()).toBe(true);
  expect(await seriousFindings(page)).toEqual([]);
  await screenshot(page, "widget-dialog-desktop");

  await page.keyboard.press("Shift+Tab");
  for (let tabs = 0; tabs < 20; tabs += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.id")).not.toMatch(/before|after/);
  }

  await person.fieldOf("company", "companyName").fill("Juniper");
  await person.fieldOf("company", "companyName").press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await page.locator("#before:focus").count()).toBe(1);

  // What was typed is still there, as the frame has not gone.
  await page.evaluate("transactionlink.open()");
  expect(await person.fieldOf("company", "companyName").inputValue()).toBe("Juniper");
  await page.getByRole("button", { name: "Zamknij" }).press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.evaluate("transactionlink.open()");
  await page.getByRole("button", { name: "Zamknij" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await names(page)).toEqual(["opened", "ready", "step", "closed", "opened", "closed", "opened", "closed"]);
});

test("52: inline it is as high as what it shows, on a phone, and takes files", async () => {
  const { token, id } = await startInteractive(sandbox);
  const page = await browser.visit({ device: "phone" });
  const body = '<transactionlink-widget class="here"></transactionlink-widget>';
  await page.goto(host({ script: listening, body }));
  await show(page, { token, inline: true, autoHeight: true });
  const frame = frameOf(page);
  const person = personAt(frame, "en");
  const isFitting = async () => {
    const inner = await frame.locator("body").boundingBox();
    const outer = await page.locator("iframe").boundingBox();
    expect(outer?.height).toBe(Math.ceil(inner?.height ?? 0));
  };
  await person.at("company");
  await eventually(isFitting);
  expect(await page.locator(".here iframe").count()).toBe(1);
  await screenshot(page, "widget-inline-phone");

  // Another field makes it higher; Escape closes no part of a page.
  const before = await page.locator("iframe").boundingBox();
  await person.fieldOf("company", "hasUbo").check();
  await person.fieldOf("company", "uboName").press("Escape");
  await eventually(async () => {
    await isFitting();
    expect((await page.locator("iframe").boundingBox())?.height).toBeGreaterThan(Number(before?.height));
  });

  await person.fieldOf("company", "uboName").fill("Piotr Nowak");
  await person.fillCompany();
  await person.proceed();
  await person.at("representative");
  // The next step begins where it can be seen, however far down the button of the last one was.
  await eventually(async () => expect((await page.locator("iframe").boundingBox())?.y).toBeGreaterThanOrEqual(0));
  await person.fillRepresentative();
  await person.proceed();
  await person.at("documents");
  await person.choose(extract);
  await person.held("extract.pdf").waitFor();
  await eventually(isFitting);
  await person.proceed();
  await person.at("identity");
  await person.proveIdentity();
  await person.linkAccount();
  await person.sees(person.words.states.completed.title);
  await hears(page, "completed");
  await eventually(isFitting);
  const told = await said(page);
  expect(told.filter(([name]) => name === "step").map(([, { step, number }]) => [step, number])).toEqual([
    ...[["company", 1] as const, ["representative", 2] as const, ["documents", 3] as const],
    ...[["identity", 4] as const, ["bank", 5] as const],
  ]);
  expect(told.at(-1)).toEqual(["completed", { workflowId: id, status: "COMPLETED" }]);
  expect(told.some(([name]) => name === "closed" || name === "error")).toBe(false);
});

test("autoCloseWidget closes it when the person is done, as does the definition's own option", async () => {
  const draft = got(
    await sandbox.dashboard.getDefinition({ path: { ...sandbox.path, definitionId: definitions.onboarding } }),
  );
  const ui = { widgetOptions: { embedded: { autoCloseWidget: true, showCloseButton: false } } };
  const definitionId = await sandbox.draw({ ...draft, id: undefined, ui });
  const { token, id: workflowId } = await startInteractive(sandbox, { definitionId });
  const page = await browser.visit();
  await page.goto(host({ script: listening }));
  await show(page, { token });
  await personAt(frameOf(page), "en").at("company");
  await page.getByRole("button", { name: "Close" }).waitFor({ state: "hidden" });
  got(await sandbox.dashboard.finishWorkflow({ path: { ...sandbox.path, workflowId } }));
  await frameOf(page).locator("main").evaluate("location.reload()");
  await hears(page, "closed");
  expect((await names(page)).slice(-2)).toEqual(["completed", "closed"]);
});
