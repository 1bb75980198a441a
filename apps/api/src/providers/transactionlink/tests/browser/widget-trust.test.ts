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
  var said = [], heard = [];
  for (const name of ["ready", "opened", "closed", "step", "completed", "error"])
    transactionlink.on(name, (data) => said.push({ name, ...data }));
  addEventListener("message", ({ data }) => heard.push(data.type));`;

interface Said {
  readonly name: string;
  readonly code?: string;
  readonly workflowId?: string;
}

const said = (page: Page) => page.evaluate<Said[]>("said");
const says = (page: Page, ...names: readonly string[]) =>
  eventually(async () => expect((await said(page)).map(({ name }) => name)).toEqual(names));
const show = (page: Page, options: object) =>
  page.evaluate(`transactionlink.setOptions(${JSON.stringify(options)}); transactionlink.open()`);
const frameOf = (page: Page) => page.locator("transactionlink-widget iframe").contentFrame();

async function hostWith(body = ""): Promise<Page> {
  const page = await browser.visit();
  await page.goto(host({ script: listening, isWidgetFirst: true, body }));
  return page;
}

test("neither the page itself nor a frame of somebody else's speaks for the workflow", async () => {
  const { token } = await startInteractive(sandbox);
  const page = await hostWith();
  await show(page, { token });
  await personAt(frameOf(page), "en").at("company");
  await says(page, "opened", "ready", "step");
  const stranger = host({ script: 'parent.postMessage({ type: "widget-wrapper.close" }, "*");' });
  await page.evaluate(`
    window.postMessage({ type: "widget-wrapper.close" }, "*");
    document.body.append(Object.assign(document.createElement("iframe"), { src: "${stranger}" }));`);
  await eventually(async () => {
    const heard = await page.evaluate<string[]>("heard");
    expect(heard.filter((type) => type === "widget-wrapper.close")).toHaveLength(2);
  });
  expect(await page.getByRole("dialog").isVisible()).toBe(true);
  await says(page, "opened", "ready", "step");
});

test("the frame obeys whoever holds it, and nobody else in that page", async () => {
  const { token, link } = await startInteractive(sandbox);
  const address = link.replace("/link?token=", "/frame?context=");
  const page = await hostWith(`<iframe id="workflow" src="${address}"></iframe>`);
  const frame = page.locator("#workflow").contentFrame();
  await personAt(frame, "en").at("company");
  await frame.locator("main").evaluate('heard = []; addEventListener("message", ({ data }) => heard.push(data.type))');

  const orders = ["widget.initialize", "widget.setContext"].map((type) => JSON.stringify({ type, data: "x" }));
  const script = orders.map((order) => `parent.frames[0].postMessage(${order}, "*");`).join("\n");
  await page.evaluate(`
    document.body.append(Object.assign(document.createElement("iframe"), { src: "${host({ script })}" }));`);
  await eventually(async () =>
    expect(await frame.locator("main").evaluate("heard")).toEqual(["widget.initialize", "widget.setContext"]),
  );
  expect(await page.evaluate("heard")).toEqual(["widget-wrapper.ready"]);

  const tell = (type: string, data: unknown) => `frames[0].postMessage(${JSON.stringify({ type, data })}, "*");`;
  await page.evaluate(tell("widget.initialize", {}));
  await eventually(async () =>
    expect(await page.evaluate("heard")).toEqual([
      ...["widget-wrapper.ready", "widget-wrapper.height", "widget-wrapper.step"],
    ]),
  );
  expect(await frame.locator("main").evaluate("location.href")).toContain(token);
  await page.evaluate(tell("widget.setContext", "x"));
  await personAt(frame, "en").sees("This link does not work");
});

test("another token shows another workflow, in the frame that is there", async () => {
  const [first, second] = [await startInteractive(sandbox), await startInteractive(sandbox, { locale: "pl" })];
  const page = await hostWith();
  await show(page, { token: first.token });
  await personAt(frameOf(page), "en").at("company");
  await says(page, "opened", "ready", "step");
  await show(page, { token: second.token });
  await personAt(frameOf(page), "pl").at("company");
  await says(page, "opened", "ready", "step", "ready", "step");
  expect((await said(page)).at(-1)).toMatchObject({ workflowId: second.id });
  // A dialog cannot become a part of the page: that is all made anew.
  await show(page, { inline: true });
  await personAt(frameOf(page), "pl").at("company");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await says(page, "opened", "ready", "step", "ready", "step", "closed", "opened", "ready", "step");
});

test("it says why it shows nothing: no token, one of nothing, a workflow that was cancelled or has expired", async () => {
  const page = await hostWith();
  await show(page, { token: "nothing" });
  await says(page, "error");
  expect((await said(page)).at(-1)).toMatchObject({ code: "INVALID_TOKEN" });

  const codes = async (token: string) => {
    await page.evaluate("transactionlink.unmountWidget()");
    await page.evaluate("said.length = 0");
    await show(page, { token });
    await says(page, "opened", "ready", "error");
    return (await said(page)).at(-1)?.code;
  };
  const { token, id } = await startInteractive(sandbox);
  const forged = token.replace(/[^.]+$/, "c2lnbmF0dXJl");
  expect(await codes(forged)).toBe("UNKNOWN_TOKEN");
  got(await sandbox.api.cancelWorkflow({ path: { workflowId: id } }));
  expect(await codes(token)).toBe("CANCELLED");
  const late = await startInteractive(sandbox);
  await sandbox.advance("PT61M");
  expect(await codes(late.token)).toBe("EXPIRED");
});

test("it says so when nothing answers where the token comes from", async () => {
  const nowhere = host({ script: "" });
  const claims = JSON.stringify({ iss: nowhere.slice(0, -1), workflowId: "w" });
  const page = await browser.visit();
  await page.clock.install();
  await page.goto(host({ script: listening, isWidgetFirst: true }));
  await show(page, { token: `x.${Buffer.from(claims).toString("base64url")}.x` });
  await frameOf(page).locator("body").waitFor({ state: "attached" });
  await eventually(async () => {
    await page.clock.fastForward("00:05");
    expect((await said(page)).map(({ name, code }) => code ?? name)).toEqual(["opened", "UNREACHABLE"]);
  });
});

test("a page that takes the widget away, by its method or with the element, is rid of all of it", async () => {
  const { token } = await startInteractive(sandbox);
  const page = await hostWith('<div class="place"><transactionlink-widget></transactionlink-widget></div>');
  await show(page, { token, inline: true });
  await personAt(frameOf(page), "en").at("company");
  await says(page, "opened", "ready", "step");
  await page.evaluate('document.querySelector(".place").replaceChildren()');
  await says(page, "opened", "ready", "step", "closed");
  // Where there is no place for it, it makes one, and takes it away again.
  await page.locator("#before").focus();
  await show(page, { inline: false });
  await personAt(frameOf(page), "en").at("company");
  await page.evaluate("transactionlink.unmountWidget()");
  expect(await page.locator("transactionlink-widget, iframe").count()).toBe(0);
  expect(await page.locator("#before:focus").count()).toBe(1);
});
