import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { end, form, type Step } from "../support/drafts.ts";
import { startInteractive } from "../support/interactive.ts";
import { openWorkflows, outputsOf, runOf } from "../support/workflows.ts";
import { extract } from "./person.ts";

const uploadLimit = 300_000;
const world = await openWorkflows(await testServer({ UPLOAD_LIMIT: String(uploadLimit) }));
const browser = await testBrowser();

async function opened(steps: Readonly<Record<string, Step>>) {
  const definitionId = await world.define(steps);
  const { id, link } = await startInteractive(world, { definitionId });
  const page = await browser.visit({ device: "phone" });
  await page.goto(link);
  return { id, link, page };
}

const options = ["a", "b", "other"].map((value) => ({ value, label: { en: `Option ${value}` } }));

test("fields come and go as the server would have them, and what is hidden is not sent", async () => {
  const { id, page } = await opened({
    only: form({
      many: { type: "multiselect", options },
      pick: { type: "select", options, validate: { required: true } },
      amount: { type: "number" },
      which: { visibleWhen: { in: ["other", { var: ["values.many", []] }] } },
      why: { visibleWhen: { "==": [{ var: "values.pick" }, "b"] } },
      // Hangs on a field that may itself be hidden.
      more: { visibleWhen: { "!!": { var: "values.why" } } },
      large: { visibleWhen: { ">=": [{ var: "values.amount" }, 1000] } },
    }),
    done: outputsOf("only"),
  });
  const shown = async () => {
    const keys = ["which", "why", "more", "large"];
    const isShown = await Promise.all(keys.map((key) => page.locator(`#field-${key}`).isVisible()));
    return keys.filter((_, index) => isShown[index]);
  };
  expect(await shown()).toEqual([]);
  await page.getByLabel("Option other").first().check();
  await page.getByLabel("Option b").last().check();
  await page.locator("#field-amount").fill("1 000,5");
  expect(await shown()).toEqual(["which", "why", "large"]);
  await page.locator("#field-why").fill("so");
  expect(await shown()).toEqual(["which", "why", "more", "large"]);
  await page.locator("#field-more").fill("gone");
  await page.getByLabel("Option a").last().check();
  await page.locator("#field-amount").fill("999");
  expect(await shown()).toEqual(["which"]);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "All done" }).waitFor();
  expect(runOf(await world.inFull(id), "only").output).toEqual({ many: ["other"], pick: "a", amount: 999 });
});

test("a page that waits goes on by itself, and what comes then works as if it had been opened", async () => {
  const { id, page } = await opened({
    first: form({ name: {} }, { next: "call" }),
    // Nobody listens there.
    call: { type: "http", url: "http://127.0.0.1:9/", retries: 1, retryAfter: "PT1M", next: "last", onError: "last" },
    last: form(
      { tick: { type: "checkbox" }, why: { visibleWhen: { var: "values.tick" } } },
      { title: { en: "The last one" } },
    ),
    done: end(),
  });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "We are checking" }).waitFor();
  await world.go("PT1M");
  await page.getByRole("heading", { name: "The last one" }).waitFor();
  expect(await page.title()).toMatch(/^The last one/);
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
  await page.getByLabel("tick").check();
  await page.locator("#field-why").fill("because");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "All done" }).waitFor();
  expect(runOf(await world.inFull(id), "last").output).toEqual({ tick: true, why: "because" });
});

const upload: Step = {
  ...{ type: "document_upload", accept: ["application/pdf"], maxSizeBytes: 204_800, maxCount: 3, next: "done" },
};

test("files go up one by one, so that together they may be more than a request can hold", async () => {
  const { id, page } = await opened({ papers: upload, done: end() });
  const large = Buffer.concat([extract.buffer, Buffer.alloc(200_000, "%\n")]);
  expect(3 * large.length).toBeGreaterThan(uploadLimit);
  const files = ["one", "two", "three"].map((name) => ({ ...extract, name: `${name}.pdf`, buffer: large }));
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByRole("button", { name: "Remove three.pdf" }).waitFor();
  expect(await page.locator("input[type=file]").count()).toBe(0);
  await page.getByRole("button", { name: "Remove two.pdf" }).click();
  await page.getByRole("button", { name: "Remove two.pdf" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("heading", { name: "All done" }).waitFor();
  expect(runOf(await world.inFull(id), "papers").output).toMatchObject({
    files: [{ name: "one.pdf" }, { name: "three.pdf", size: large.length }],
  });
});

test("a file that cannot be used is told of before it is sent", async () => {
  const { page } = await opened({ papers: upload, done: end() });
  const sent: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && sent.push(request.url())));
  await page.locator("input[type=file]").setInputFiles({ ...extract, name: "$&.txt", mimeType: "text/plain" });
  await page.getByText("$&.txt cannot be used.").waitFor();
  await page.locator("input[type=file]").setInputFiles({ ...extract, buffer: Buffer.alloc(204_801) });
  await page.getByText("extract.pdf is larger than 200 kB.").waitFor();
  expect(sent).toEqual([]);
});

test("a button that is pressed twice sends its form once", async () => {
  const { id, page } = await opened({
    first: form({ name: {} }, { next: "last" }),
    last: form({ town: {} }),
    done: end(),
  });
  await page.getByRole("button", { name: "Continue" }).dblclick();
  await page.locator("#field-town").waitFor();
  expect(await page.getByRole("status").count()).toBe(0);
  expect((await world.inFull(id)).steps.map(({ state }) => state)).toEqual(["COMPLETED", "RUNNING"]);
});

test("a window that no script has opened says that it can be closed", async () => {
  const { link } = await startInteractive(world);
  const page = await browser.visit();
  await page.goto(link);
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByText("You can close this page now.").waitFor();
});
