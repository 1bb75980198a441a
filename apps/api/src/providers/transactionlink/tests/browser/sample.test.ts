import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seriousFindings } from "../../../../testing/axe.ts";
import { screenshot, testBrowser, type Visitor } from "../../../../testing/browser.ts";
import { eventually } from "../../../../testing/eventually.ts";
import { testServer } from "../../../../testing/server.ts";
import { showSample, startSample } from "../../pages/sample.ts";
import { type Draft, end, form } from "../support/drafts.ts";
import { got } from "../support/sandbox.ts";
import { openWorkflows } from "../support/workflows.ts";
import { extract, personAt } from "./person.ts";

const server = await testServer();
const browser = await testBrowser();

/** A sandbox of the test's own with its sample page, opened. */
async function sampled(visitor: Visitor = {}) {
  const world = await openWorkflows(server);
  const page = await browser.visit(visitor);
  const address = `${server.publicUrl}/pages/transactionlink/${world.sandboxId}/sample`;
  await page.goto(address);
  return { world, page, address, start: () => page.getByRole("button", { name: "Start", exact: true }).click() };
}

async function look(page: Page, name: string): Promise<void> {
  await screenshot(page, `sample-${name}`);
  expect(await seriousFindings(page), name).toEqual([]);
}

const eventsOf = (page: Page) => page.locator("#events strong").allTextContents();
const frameOf = (page: Page) => page.locator("iframe").contentFrame();

test("the link alone does where no scripts run", async () => {
  const { page, start } = await sampled({ javaScript: false, device: "phone" });
  await look(page, "choice-scriptless");
  await start();
  expect(await page.getByRole("button").count()).toBe(0);
  await look(page, "started-scriptless");
  const tab = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Open the link" }).click();
  await personAt(await tab, "en").at("company");
});

test("what a workflow cannot be started with is told at the field", async () => {
  const { page, start } = await sampled();
  const parameters = page.getByLabel("Parameters");
  expect(JSON.parse(await parameters.inputValue())).toEqual({
    ...{ companyNumber: "0000345671", email: "anna.kowalska@example.com" },
  });
  await parameters.fill("{ companyNumber }");
  await start();
  await page.getByRole("alert").getByText("Write a JSON object").waitFor();
  expect(await parameters.inputValue()).toBe("{ companyNumber }");
  await look(page, "refused");
  await parameters.fill('{ "companyNumber": 1 }');
  await start();
  await page.getByRole("alert").getByText("parameters.companyNumber is a number, but must be a string.").waitFor();
});

test("any workflow that has a page can be chosen, in its own languages", async () => {
  const { world, page, start } = await sampled();
  const only = form({ shoe: { label: { fr: "Modèle" } } }, { title: { fr: "Chaussures" } });
  const parameters: Draft["parameters"] = [{ key: "size", type: "number", required: true }];
  await world.define({ only, done: end() }, { name: "shoes", locales: ["fr"], parameters });
  await page.reload();
  await page.getByRole("link", { name: "shoes" }).click();
  expect(await page.getByLabel("Language").locator("option:checked").textContent()).toBe("French");
  expect(JSON.parse(await page.getByLabel("Parameters").inputValue())).toEqual({ size: 1 });
  await look(page, "choice-of-two");
  await start();
  await page.getByRole("button", { name: "Open the dialog" }).click();
  await frameOf(page).getByRole("heading", { name: "Chaussures" }).waitFor();
});

test.for([
  { device: "phone", colorScheme: "light" },
  { device: "desktop", colorScheme: "dark" },
] as const)(
  "it shows the workflow as a dialog, then within the page to its end, $device",
  { timeout: 60_000 },
  async (visitor) => {
    const { page, start } = await sampled(visitor);
    await page.getByLabel("Language").selectOption("pl");
    await start();
    await page.getByText("Nothing yet.").waitFor();
    await look(page, `started-${visitor.device}`);

    const open = page.getByRole("button", { name: "Open the dialog" });
    await open.click();
    let person = personAt(frameOf(page), "pl");
    await person.at("company");
    await eventually(async () => expect(await eventsOf(page)).toEqual(["opened", "ready", "step"]));
    await look(page, `dialog-${visitor.device}`);
    await person.fillCompany();
    await person.proceed();
    await person.at("representative");
    await eventually(async () => expect((await eventsOf(page)).slice(3)).toEqual(["step"]));
    await person.fieldOf("representative", "firstName").press("Escape");
    await eventually(async () => expect((await eventsOf(page)).slice(3)).toEqual(["step", "closed"]));
    expect(await open.and(page.locator(":focus")).count()).toBe(1);

    await page.getByRole("button", { name: "Show it here" }).click();
    person = personAt(frameOf(page), "pl");
    await person.at("representative");
    await eventually(async () => expect((await eventsOf(page)).slice(5)).toEqual(["opened", "ready", "step"]));
    await look(page, `inline-${visitor.device}`);
    await person.fillRepresentative();
    await person.proceed();
    await person.at("documents");
    await person.choose(extract);
    await person.held("extract.pdf").waitFor();
    await person.proceed();
    await person.at("identity");
    await person.proveIdentity();
    await person.linkAccount();
    await person.sees(person.words.states.completed.title);
    await eventually(async () => expect((await eventsOf(page)).at(-1)).toBe("completed"));
    await look(page, `completed-${visitor.device}`);
  },
);

test("a sandbox in which nothing has a page says so", async () => {
  const { world, page } = await sampled();
  const { data } = got(await world.dashboard.listDefinitions({ path: world.path }));
  for (const { id: definitionId } of data)
    await world.dashboard.deleteDefinition({ path: { ...world.path, definitionId } });
  await page.reload();
  await page.getByRole("heading", { name: "There is nothing to start" }).waitFor();
  await look(page, "nothing");
});

test("it does not exist where others reach the server: a link names the sandbox, and would be enough", async () => {
  const world = await openWorkflows(server);
  const ctx = await server.engine.enter(world.sandboxId);
  if (!ctx) throw new Error("The sandbox is gone.");
  const open = { ...ctx, engine: { ...server.engine, isPublic: true }, requestId: "req_1" };
  const request = {
    method: "GET" as const,
    path: {},
    query: new URLSearchParams(),
    form: new FormData(),
    header: () => undefined,
    ip: "127.0.0.1",
  };
  for (const handler of [showSample, startSample])
    await expect(handler(request, open)).rejects.toMatchObject({ code: "absent" });
});
