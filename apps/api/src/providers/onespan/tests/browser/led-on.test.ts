import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { person as jane, journeysOf, role } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { patient } from "./looking.ts";
import { testSite } from "./site.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const site = await testSite();
const { begin } = journeysOf(world);
const { agreement, agreements, consent, signature } = stepTexts;

/** Somebody who has consented. */
async function asked(last_name: string, javaScript: boolean, workflowId = world.documentWorkflowId) {
  const { id, link } = await begin(workflowId, { ...site.leading(), users: [{ ...jane, last_name }] });
  const person = await visitor(link, javaScript);
  await person.send(consent.button);
  return { ...person, id, link };
}

const endings = [
  { lastName: "Roe", javaScript: true, redirect: "REDIRECT_DOCID_PASS", title: texts.result.passed.title },
  { lastName: "Roe", javaScript: false, redirect: "REDIRECT_DOCID_PASS", title: texts.result.passed.title },
  { lastName: "FAIL", javaScript: true, redirect: "REDIRECT_DOCID_FAIL", title: texts.result.failed.title },
  { lastName: "ERROR", javaScript: true, redirect: "REDIRECT_ERROR", title: texts.ended.error.title },
] as const;

test.for(endings)(
  "51: $lastName is led to $redirect without doing anything, scripts: $javaScript",
  patient,
  async ({ lastName, javaScript, redirect, title }) => {
    const { id, page, show, ...person } = await asked(lastName, javaScript);
    await show("passport");
    expect(await person.title()).toBe(title);
    expect(await person.lines()).toContain(texts.ledOn(site.host, 5));
    const address = site.addressOf(redirect, role, id);
    await page.waitForURL(address);
    expect(site.visits(id)).toEqual([address]);

    // Whoever comes back finds it as it was.
    await page.goBack();
    expect(await person.title()).toBe(title);
    await person.linkNamed(texts.wayOn(site.host)).waitFor();
  },
);

test("51: whoever has signed is led on, and so is whoever opens the link later", patient, async () => {
  const { id, link, page, field, follow, send } = await asked("Roe", true, world.agreementWorkflowId);
  const address = site.addressOf("REDIRECT_DOCID_PASS", role, id);
  await follow(agreements.start);
  await send(agreement.accept);
  await field(signature.name.label).fill("Ana Roe");
  await field(signature.agree).check();
  await send(signature.button);
  await page.waitForURL(address);
  const later = await visitor(link);
  expect(await later.title()).toBe(texts.result.signed.title);
  await later.page.waitForURL(address);
  expect(site.visits(id)).toEqual([address, address]);
});
