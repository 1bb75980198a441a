import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { type SpecimenName, specimenNamed } from "../../rules/specimens.ts";
import { journeysOf, role } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import { recordsOf } from "./records.ts";
import { expectToLead, testSite } from "./site.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const site = await testSite();
const [{ begin, standing, workflow }, records] = [journeysOf(world), recordsOf(world)];
const { document, refused, stop } = stepTexts;

/** Somebody who has consented, and is to show a document. */
async function asked(javaScript = true, workflowId = world.documentWorkflowId) {
  const { id, link } = await begin(workflowId, site.leading());
  const person = await visitor(link, javaScript);
  await person.consent();
  return { ...person, id, link };
}

const reasonsOf = (name: SpecimenName) => specimenNamed(name)?.findings.map(({ message }) => message);

test.for([true, false])(
  "a blurred document is told with the reason, and another one passes, scripts: %s",
  patient,
  async (javaScript) => {
    const { id, page, title, progress, show } = await asked(javaScript);
    expect(await show("passport-blurred")).toBe(200);
    expect([await title(), await progress()]).toEqual([document.title, "Step 2 of 2"]);
    const notice = page.getByRole("status");
    expect(await notice.getByRole("heading").textContent()).toBe(refused.title);
    expect(await notice.getByRole("listitem").allTextContents()).toEqual(reasonsOf("passport-blurred"));
    expect(await notice.getByRole("paragraph").textContent()).toBe(refused.left(2));
    if (javaScript) {
      expect(await page.locator(":focus").getAttribute("role")).toBe("status");
      await look(page, "attempts-1-refused");
    }
    expect(await show("id-card")).toBe(200);
    expect(await title()).toBe(texts.result.passed.title);
    expect(await records.verdict(id)).toBe("Passed Completed");
    const outcomes = ["FAILED", "SUCCESS"].map((outcome) => `document_id_authentication doc_id ${outcome}`);
    expect(await records.verifications(id)).toEqual(outcomes);
    const names = ["image_submitted_document_front", "image_submitted_document_back"];
    expect(Object.keys(await records.pictures(id))).toEqual(names);
  },
);

test("51: who stops after a refused attempt has failed", patient, async () => {
  const person = await asked();
  const { id, page, title, follow, linkNamed } = person;
  expect(await linkNamed(refused.stop).count()).toBe(0);
  await person.show("passport-blurred");
  await follow(refused.stop);
  expect(await title()).toBe(stop.title);
  await look(page, "attempts-2-stop");
  await follow(stop.back);
  expect(await title()).toBe(document.title);
  await follow(refused.stop);
  expect((await standing(id)).outcome).toBeNull();
  expect(await person.send(stop.button)).toBe(200);
  expect(await title()).toBe(texts.result.failed.title);
  expect(await page.locator("main li").allTextContents()).toEqual(reasonsOf("passport-blurred"));
  await expectToLead(person, site, site.addressOf("REDIRECT_DOCID_FAIL", role, id));
  expect([await records.verdict(id), (await standing(id)).attempts]).toEqual(["Failed Completed", 1]);
});

test("a picture without a face needs the document again, and the last attempt is the last", patient, async () => {
  const { id: workflowId } = await workflow({ kind: "document_with_face", attempts: 2 });
  const { id, page, title, progress, notices, send, show } = await asked(true, workflowId);
  await show("passport-tampered");
  // Until the picture is sent another document may be chosen, which is no attempt.
  await send(stepTexts.selfie.again);
  expect([await title(), await notices()]).toEqual([document.title, []]);
  await show("driving-licence");
  await show("portrait-without-face");
  expect([await title(), await progress()]).toEqual([document.title, "Step 2 of 3"]);
  expect((await notices()).join()).toContain(refused.left(1));
  await show("passport");
  await show("portrait-without-face");
  expect(await title()).toBe(texts.result.failed.title);
  expect(await page.locator("main li").allTextContents()).toEqual(reasonsOf("portrait-without-face"));
  expect([await records.verdict(id), (await standing(id)).attempts]).toEqual(["Failed Completed", 2]);
});
