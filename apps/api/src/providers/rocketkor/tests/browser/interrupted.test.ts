import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { fieldTexts } from "../../pages/fields/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { consent, startWorkflow, step } from "../support/workflows.ts";
import { look } from "./looking.ts";
import { consentForm, jane, personAt } from "./person.ts";

const server = await testServer();
const world = await openSandbox(server);
const browser = await testBrowser();
const { cancel, read } = journeysOf(world);

const customers = async () => got(await world.api.listCustomers()).totalElements;

/** A link for somebody new, who is asked to say who they are and to accept a document. */
const invite = () => startWorkflow(world, [step.customer, step.documents(consent)], { expireInHours: 2 });

/** Somebody of their own who opens a link. */
async function opened(link: string, javaScript = true) {
  const page = await browser.visit({ device: "phone", javaScript });
  const status = (await page.goto(link))?.status();
  return { status, ...personAt(page) };
}

/** Somebody who has begun and has written, but not sent, who they are. */
async function begun(javaScript = true) {
  const { workflowId, link } = await invite();
  const visitor = await opened(link, javaScript);
  await visitor.start();
  await visitor.introduce(jane);
  return { ...visitor, workflowId, link };
}

test.for([true, false])("55: what is sent after the time is up does not arrive, scripts: %s", async (javaScript) => {
  const { page, title, send, workflowId, link } = await begun(javaScript);
  const before = await customers();
  await world.advance("PT2H");
  expect(await send(texts.customer.button)).toBe(410);
  expect(await title()).toBe(texts.ended.expired.title);
  expect(await page.getByRole("button").or(page.getByRole("textbox")).count()).toBe(0);
  if (javaScript) await look(page, "ended-expired");
  expect((await page.goto(link))?.status()).toBe(410);
  expect([await customers(), (await read(workflowId)).status]).toEqual([before, "EXPIRED"]);
});

test("who comes back by the same link, in another browser, goes on at the step where they were", async () => {
  const { page, send, link } = await begun();
  await send(texts.customer.button);
  await page.close();
  const later = await opened(link);
  expect([later.status, await later.title(), await later.progress()]).toEqual([
    ...[200, texts.documents.title, "Step 2 of 2"],
  ]);
  await later.accept(consentForm);
  await later.send(texts.documents.button);
  expect(await later.title()).toBe(texts.done.title);
});

test("of two browsers that send the same step at once, one is told that it was done already", async () => {
  const one = await begun();
  const other = await opened(one.link);
  await other.introduce({ ...jane, firstName: "Joan" });
  const before = await customers();
  await Promise.all([one.send(texts.customer.button), other.send(texts.customer.button)]);
  expect([await one.title(), await other.title()]).toEqual([texts.documents.title, texts.documents.title]);
  const told = [one, other].map(({ page }) => page.getByRole("status").allTextContents());
  expect((await Promise.all(told)).flat()).toEqual([texts.notices.moved]);
  expect(await customers()).toBe(before + 1);
});

test.for([true, false])("a button that is pressed twice counts once, scripts: %s", async (javaScript) => {
  const { page, button, link } = await begun(javaScript);
  const behind = personAt(await page.context().newPage());
  await behind.page.goto(link);
  await behind.introduce(jane);
  const before = await customers();
  await button(texts.customer.button).dblclick();
  await page.getByRole("heading", { name: texts.documents.title }).waitFor();
  if (javaScript) expect(await page.getByRole("status").count()).toBe(0);

  // A tab that was left behind does not do it again either, and says so on the way there alone.
  expect(await behind.send(texts.customer.button)).toBe(200);
  expect([await behind.title(), await behind.notice()]).toEqual([texts.documents.title, texts.notices.moved]);
  expect(await customers()).toBe(before + 1);
  if (!javaScript) return;
  await look(behind.page, "moved");
  await behind.page.reload();
  expect(await behind.page.getByRole("status").count()).toBe(0);
});

test("57: who declines says why, and that is the end of it", async () => {
  const { page, button, field, title, link, leaving, refused, send, workflowId, ...person } = await begun();
  await leaving(person.away(texts.decline).click());
  expect(await title()).toBe(texts.decliningIt.title);
  await look(page, "decline-1");
  expect(await refused(texts.decliningIt.button)).toEqual([texts.decliningIt.missing]);
  await look(page, "decline-2-refused");
  await leaving(person.away(texts.decliningIt.back).click());
  expect(await title()).toBe(texts.customer.title);
  await leaving(person.away(texts.decline).click());
  await field("I do not know Harbour Trading").check();
  expect(await send(texts.decliningIt.button)).toBe(200);
  expect(await title()).toBe(texts.ended.declined.title);
  await look(page, "ended-declined");
  const { status, declineReason, steps } = await read(workflowId);
  expect([status, declineReason]).toEqual(["DECLINED", "DONT_KNOW_BUSINESS_SENDER"]);
  expect(steps.map((each) => each.status)).toEqual(["COMPLETED", "DECLINED", "CREATED"]);
  expect(await (await opened(link)).title()).toBe(texts.ended.declined.title);
});

test("a link whose request was withdrawn takes nothing any more, and says so", async () => {
  const { page, title, send, workflowId, link } = await begun();
  const before = await customers();
  got(await cancel(workflowId));
  expect(await send(texts.customer.button)).toBe(410);
  expect([await title(), await customers()]).toEqual([texts.ended.cancelled.title, before]);
  await look(page, "ended-cancelled");
  expect((await opened(link)).status).toBe(200);
});

test("a link that was used to its end shows what was done, whatever a window that is behind still sends", async () => {
  const { send, accept, link, ...first } = await begun();
  await send(texts.customer.button);
  const behind = await opened(link);
  await behind.accept(consentForm);
  await accept(consentForm);
  await send(texts.documents.button);
  expect(await first.title()).toBe(texts.done.title);
  expect(await behind.send(texts.documents.button)).toBe(200);
  expect([await behind.title(), await behind.notice()]).toEqual([texts.done.title, texts.notices.moved]);
  const late = await opened(link);
  expect([late.status, await late.title()]).toEqual([200, texts.done.title]);
  await late.page.getByText(texts.did.documents(consentForm)).waitFor();
});

test("a link of nothing says that it does not work", async () => {
  const { link } = await invite();
  const { page, status, title } = await opened(`${link}x`);
  expect([status, await title()]).toEqual([404, texts.ended.unknown.title]);
  await look(page, "ended-unknown");
  expect(await page.getByText(fieldTexts.firstName.label).count()).toBe(0);
});
