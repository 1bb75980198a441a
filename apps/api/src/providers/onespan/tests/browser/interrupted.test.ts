import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import { personAt } from "./person.ts";
import { recordsOf } from "./records.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const [{ begin, standing, triggers, workflow }, records] = [journeysOf(world), recordsOf(world)];
const { consent, document, selfie } = stepTexts;

test.for([true, false])(
  "21: the link goes on where it was left, and a form that was left behind is told so, scripts: %s",
  patient,
  async (javaScript) => {
    const { id, link } = await begin(world.faceWorkflowId);
    const first = await visitor(link, javaScript);
    await first.consent();
    const later = await visitor(link, javaScript);
    expect([later.status, await later.title(), await later.progress()]).toEqual([200, document.title, "Step 2 of 3"]);
    expect(later.page.url()).not.toBe(first.page.url());
    await later.show("id-card");

    // What the first one still shows is over.
    expect(await first.show("passport-tampered")).toBe(200);
    expect([await first.title(), await first.notices()]).toEqual([selfie.title, [texts.moved]]);
    if (javaScript) await look(first.page, "interrupted-1-moved");
    await first.page.reload();
    // Without scripts the notice stands in the address.
    expect(await first.notices()).toEqual(javaScript ? [] : [texts.moved]);
    await first.page.close();
    await later.show("portrait");
    expect(await later.title()).toBe(texts.result.passed.title);
    expect(await records.verdict(id)).toBe("Passed Completed");
    expect(Object.keys(await records.pictures(id))).toHaveLength(3);
    const happened = await triggers(id);
    expect(happened.filter((trigger) => trigger === "session_started")).toHaveLength(2);
  },
);

test("of two browsers that send a document at once, one is told that it was done already", patient, async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const one = await visitor(link);
  await one.consent();
  const other = await visitor(link);
  await Promise.all([one.show("passport-blurred"), other.show("passport-blurred")]);
  expect([await one.title(), await other.title()]).toEqual([document.title, document.title]);
  const told = (await Promise.all([one.notices(), other.notices()])).flat();
  expect(told.filter((notice) => notice === texts.moved)).toHaveLength(1);
  expect((await standing(id)).attempts).toBe(1);
});

test.for([true, false])("a button that is pressed twice counts once, scripts: %s", patient, async (javaScript) => {
  const { id, link } = await begin(world.documentWorkflowId);
  const { page, title, notices, show, button, ...person } = await visitor(link, javaScript);
  await person.leaving(button(consent.button).dblclick());
  await page.getByRole("heading", { name: document.title }).waitFor();
  await page.locator("label", { hasText: "Blurred passport" }).click();
  await button(document.button).dblclick();
  await page.getByText(stepTexts.refused.left(2)).waitFor();
  if (javaScript) expect(await notices()).not.toContain(texts.moved);
  await show("passport");
  expect(await title()).toBe(texts.result.passed.title);
  expect((await standing(id)).attempts).toBe(2);
  const happened = await triggers(id);
  expect(happened.filter((trigger) => trigger === "page_next")).toHaveLength(1);
});

test.for([true, false])("who goes back in the browser does nothing twice, scripts: %s", patient, async (javaScript) => {
  const { id, link } = await begin(world.faceWorkflowId);
  const { page, title, show, ...person } = await visitor(link, javaScript);
  await person.consent();
  await show("passport");
  await page.goBack();
  // Whatever the browser then shows, where the person stands is shown by the next page.
  await page.reload();
  expect(await title()).toBe(selfie.title);
  await show("portrait");
  await page.goBack();
  await page.reload();
  expect(await title()).toBe(texts.result.passed.title);
  const happened = await triggers(id);
  for (const once of ["page_next", "document_selected", "verification_doc_face"])
    expect(happened.filter((trigger) => trigger === once)).toHaveLength(1);
});

test.for([true, false])("an explicit consent needs the tick, scripts: %s", patient, async (javaScript) => {
  const text = "I agree that Harbour Bank compares my document with what I have told it, and keeps both for a year.";
  const { id: workflowId } = await workflow({ kind: "document", consent: { mode: "explicit", text } });
  const { id, link } = await begin(workflowId);
  const { page, title, refused, field, ...person } = await visitor(link, javaScript);
  if (javaScript) await look(page, "interrupted-2-explicit");
  expect(await refused(consent.button)).toEqual([consent.missing]);
  if (javaScript) await look(page, "interrupted-3-not-ticked");
  expect((await standing(id)).step).toBe("consent");
  await field(text).check();
  expect(await person.consent()).toBe(200);
  expect(await title()).toBe(document.title);
  expect(await triggers(id)).toContain("page_next");
});

test("a second tab of the same session goes along", patient, async () => {
  const { link } = await begin(world.documentWorkflowId);
  const first = await visitor(link);
  const second = personAt(await first.page.context().newPage());
  await second.page.goto(first.page.url());
  await first.consent();
  expect(await second.consent()).toBe(200);
  expect([await second.title(), await second.notices()]).toEqual([document.title, [texts.moved]]);
});
