import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf, role } from "../support/journeys.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import type { Person } from "./person.ts";
import { recordsOf } from "./records.ts";
import { expectToLead, testSite } from "./site.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const site = await testSite();
const [{ begin, cancel, standing, workflow }, records] = [journeysOf(world), recordsOf(world)];
const { consent, document } = stepTexts;
const { ended, refused, result } = texts;

/** Somebody who has opened the link of a transaction of theirs. */
async function welcomed(javaScript = true, more: Parameters<typeof begin>[1] = {}) {
  const { id, link: accessUrl } = await begin(world.documentWorkflowId, { ...site.leading(), ...more });
  return { ...(await visitor(accessUrl, javaScript)), id, accessUrl };
}

/** Somebody who has consented too, and is to show a document. */
async function asked(...how: Parameters<typeof welcomed>) {
  const person = await welcomed(...how);
  await person.consent();
  return person;
}

/** Nothing can be sent from a page that is the end of it. */
async function expectNothingToDo({ page }: Person) {
  const controls = page.getByRole("button").or(page.getByRole("textbox")).or(page.getByRole("radio"));
  expect(await controls.count()).toBe(0);
}

test.for([true, false])(
  "51: a session in which nothing is done times out, and the person starts again where they were, scripts: %s",
  patient,
  async (javaScript) => {
    const person = await asked(javaScript);
    const { id, page, title, show, follow } = person;
    await show("passport-blurred");
    await world.advance("PT29M59S");
    await page.reload();
    expect(await title()).toBe(document.title);
    await world.advance("PT30M");
    expect(await show("passport")).toBe(410);
    expect(await title()).toBe(ended.timeout.title);
    await expectNothingToDo(person);
    if (javaScript) await look(page, "ended-1-timeout");
    expect(await standing(id)).toEqual({ status: "new", step: "document", outcome: null, attempts: 1 });
    await expectToLead(person, site, site.addressOf("REDIRECT_SESSION_TIMEOUT", role, id));

    await page.goBack();
    expect(await title()).toBe(ended.timeout.title);
    expect(await follow(texts.startAgain)).toBe(200);
    expect(await title()).toBe(document.title);
    await show("passport");
    expect([await title(), (await standing(id)).attempts]).toEqual([result.passed.title, 2]);
  },
);

test("whose link has expired meanwhile is told to ask for another one", patient, async () => {
  const { title, page, accessUrl } = await welcomed();
  await world.advance("PT24H");
  await page.reload();
  expect(await title()).toBe(ended.timeout.title);
  await page.getByText(ended.askAgain).waitFor();
  expect(await page.getByRole("link", { name: texts.startAgain }).count()).toBe(0);
  await look(page, "ended-2-timeout-for-good");
  const late = await visitor(accessUrl);
  expect([late.status, await late.title()]).toEqual([410, refused.linkExpired.title]);
  await look(late.page, "ended-3-link-expired");
});

test.for([true, false])(
  "40: a page says that it was cancelled instead of going on, scripts: %s",
  patient,
  async (javaScript) => {
    const person = await asked(javaScript);
    const { id, page, title, accessUrl } = person;
    await cancel(id);
    expect(await person.show("passport")).toBe(410);
    expect(await title()).toBe(ended.cancelled.title);
    await expectNothingToDo(person);
    if (javaScript) await look(page, "ended-4-cancelled");
    expect(await standing(id)).toMatchObject({ status: "cancelled", outcome: null, attempts: 0 });
    expect(await records.verifications(id)).toEqual([]);
    const late = await visitor(accessUrl);
    expect([late.status, await late.title()]).toEqual([410, ended.cancelled.title]);
    await expectToLead(person, site, site.addressOf("REDIRECT_DEFAULT_URL", role, id));
  },
);

test("what has expired says so, by its pages and by its link", patient, async () => {
  const person = await welcomed(true, { expiry_period: 1 });
  await world.advance("P1D");
  expect(await person.consent()).toBe(410);
  expect(await person.title()).toBe(ended.expired.title);
  await expectNothingToDo(person);
  await look(person.page, "ended-5-expired");
  expect((await standing(person.id)).status).toBe("expired");
  const late = await visitor(person.accessUrl);
  expect([late.status, await late.title()]).toEqual([410, ended.expired.title]);
});

test("what was erased is a page that there is not, by its pages and by its link", patient, async () => {
  const { id, accessUrl, ...person } = await welcomed();
  got(await world.api.markTransactionsForErasure({ body: { transaction_ids: [id], grace_period: 0 } }));
  await world.settle();
  expect(await person.consent()).toBe(404);
  expect(await person.title()).toBe(refused.unknown.title);
  await look(person.page, "ended-6-unknown");
  const late = await visitor(accessUrl);
  expect([late.status, await late.title()]).toEqual([404, refused.unknown.title]);
});

test("who comes again once all is done sees what came of it", patient, async () => {
  const { id, page, show, accessUrl } = await asked(true, { brand_id: "Harbour Bank" });
  await show("driving-licence");
  await page.close();
  await world.settle();
  expect((await standing(id)).status).toBe("completed");
  const late = await visitor(accessUrl);
  expect([late.status, await late.title()]).toEqual([200, result.passed.title]);
  await expectNothingToDo(late);
  const address = site.addressOf("REDIRECT_DOCID_PASS", role, id);
  await late.goOn(site.host);
  expect([late.page.url(), site.visits(id)]).toEqual([address, [address]]);
});

test("a visit that was ended for the person is over, and another one goes on", patient, async () => {
  const { id, page, title, follow } = await welcomed();
  const path = { ...world.path, transactionId: id };
  got(await world.setup.finishTransaction({ path, body: { outcome: "abandon" } }));
  await page.reload();
  expect(await title()).toBe(ended.left.title);
  await look(page, "ended-7-left");
  await follow(texts.startAgain);
  expect(await title()).toBe(consent.titles.document);
});

test("a link that nobody made for this opens nothing", patient, async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const other = await begin(world.documentWorkflowId);
  const token = String(new URL(other.link).searchParams.get("access_token"));
  const [address] = link.split("?");
  const wrong = [
    `${link}x`,
    String(address),
    `${address}?access_token=${token}`,
    `${address}?access_token=${world.accessToken}`,
  ];
  for (const each of wrong) {
    const person = await visitor(each);
    expect([person.status, await person.title()]).toEqual([403, refused.forbidden.title]);
    if (each === wrong[0]) await look(person.page, "ended-8-forbidden");
  }
  expect((await standing(id)).step).toBe("consent");
});

test("where no address was given, the page is the end of the way", patient, async () => {
  const { id: workflowId } = await workflow({ kind: "document" });
  const { id, link } = await begin(workflowId);
  const person = await visitor(link);
  await person.consent();
  await person.show("passport");
  await person.page.getByText(texts.close).waitFor();
  expect(await person.page.getByRole("main").getByRole("link").count()).toBe(0);
  expect(await records.verdict(id)).toBe("Passed Completed");
});
