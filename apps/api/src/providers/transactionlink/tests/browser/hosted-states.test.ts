import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seriousFindings } from "../../../../testing/axe.ts";
import { screenshot, testBrowser, type Visitor } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { en } from "../../pages/texts/en.ts";
import { end, form, type Step } from "../support/drafts.ts";
import { startInteractive } from "../support/interactive.ts";
import { openWorkflows } from "../support/workflows.ts";
import { extract, personAt } from "./person.ts";

const world = await openWorkflows(await testServer());
const browser = await testBrowser();

const visitors = [
  { device: "phone", colorScheme: "dark" },
  { device: "desktop", colorScheme: "light" },
] as const satisfies readonly Visitor[];

async function opened(steps: Readonly<Record<string, Step>>, visitor: Visitor) {
  const definitionId = await world.define(steps);
  const { id, link } = await startInteractive(world, { definitionId });
  const page = await browser.visit(visitor);
  await page.goto(link);
  return { id, link, page, person: personAt(page, "en"), look: looking(page, visitor) };
}

/** Looks at the page as it stands: anybody must be able to use it. */
function looking(page: Page, { device, colorScheme }: Visitor) {
  return async (name: string) => {
    await screenshot(page, `state-${name}-${device}-${colorScheme}`);
    expect(await seriousFindings(page), name).toEqual([]);
  };
}

const ask = (next: string) => form({ name: {} }, { next });

test.for(visitors)("54: an expired link takes nothing any more, $device", async (visitor) => {
  const { id, link, page, person, look } = await opened({ first: ask("done"), done: end() }, visitor);
  await world.go("PT61M");
  await person.proceed();
  await person.sees(en.states.expired.title);
  expect(await page.locator("form").count()).toBe(0);
  await look("expired");
  await page.goto(link);
  await person.sees(en.states.expired.title);
  expect(await world.inFull(id)).toMatchObject({ status: "EXPIRED", steps: [{ output: null }] });
});

test.for(visitors)(
  "32: a cancelled workflow, one that failed and a link of nothing say so, $device",
  async (visitor) => {
    const broken: Step = {
      ...{ type: "lookup", source: "company-registry", input: { number: "404" }, next: "done" },
    };
    const { id, link, page, person, look } = await opened({ first: ask("broken"), broken, done: end() }, visitor);
    await person.proceed();
    await person.sees(en.states.failed.title);
    await look("failed");
    const { id: other, link: next } = await startInteractive(world);
    await page.goto(next);
    await world.cancel(other);
    await person.proceed();
    await person.sees(en.states.cancelled.title);
    await look("cancelled");
    await page.goto(`${link}x`);
    await person.sees(en.states.unknown.title);
    await look("unknown");
    expect((await world.inFull(id)).status).toBe("FAILED");
  },
);

test.for(visitors)("53: what waits for others says so, and goes on without being asked, $device", async (visitor) => {
  const call: Step = { type: "http", url: "http://127.0.0.1:9/", retries: 1, retryAfter: "PT1M", next: "review" };
  const steps: Record<string, Step> = {
    ...{ first: ask("call"), call: { ...call, onError: "review" } },
    ...{ review: { type: "wait", for: "review", next: "done" }, done: end() },
  };
  const { id, page, person, look } = await opened(steps, visitor);
  await person.proceed();
  await person.sees(en.states.checking.title);
  await look("checking");
  await world.go("PT1M");
  await person.sees(en.states.later.title);
  await look("later");
  await world.tell(id, "review");
  await page.reload();
  await person.sees(en.states.completed.title);
  expect((await world.inFull(id)).status).toBe("COMPLETED");
});

test.for(visitors)("what is refused is told where it stands, $device", { timeout: 60_000 }, async (visitor) => {
  const steps: Record<string, Step> = {
    papers: {
      ...{ type: "document_upload", accept: ["application/pdf"], maxSizeBytes: 1_000_000, maxCount: 3 },
      ...{ next: "identity", title: { en: "Papers" } },
    },
    identity: { type: "id_verification", checks: ["document", "selfie", "proof_of_address"], next: "bank" },
    bank: { type: "bank_account", flow: "embedded", next: "all" },
    all: form(
      {
        ...{ text: { hint: { en: "A hint" } }, story: { type: "textarea" }, mail: { type: "email" } },
        ...{ phone: { type: "phone" }, count: { type: "number" }, day: { type: "date" } },
        ...{ few: { type: "select", options }, many: { type: "multiselect", options } },
        ...{ yes: { type: "checkbox", validate: { required: true } } },
      },
      { title: { en: "All fields" } },
    ),
    done: end(),
  };
  const { page, person, look } = await opened(steps, visitor);
  await person.choose({ ...extract, name: "lie.pdf", buffer: Buffer.from("GIF89a") });
  await page.getByRole("alert").waitFor();
  await look("documents-refused");
  await person.choose(extract, { ...extract, name: "statutes.pdf" });
  await person.held("statutes.pdf").waitFor();
  await person.proceed();
  await person.sees(en.titles.id_verification);
  await person.proceed();
  await page.getByRole("alert").waitFor();
  await look("identity-refused");
  await person.proveIdentity();
  await person.sees(en.titles.bank_account);
  await person.proceed();
  await page.getByRole("alert").waitFor();
  await look("bank-refused");
  await page.getByLabel("Vistula").check();
  await person.proceed();
  await page.getByRole("link", { name: en.bank.refuse }).click();
  await page.getByText(en.bank.refused).waitFor();
  await look("bank-again");
  await person.linkAccount();
  await person.sees("All fields");
  await person.proceed();
  await page.getByRole("alert").waitFor();
  await look("form-refused");
});

const options = ["a", "b", "c"].map((value) => ({ value, label: { en: `Option ${value}` } }));
