import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf, role } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { patient } from "./looking.ts";
import { recordsOf } from "./records.ts";
import { testSite } from "./site.ts";
import { stay } from "./staying.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const site = await testSite();
const [{ begin, workflow }, records] = [journeysOf(world), recordsOf(world)];
const { agreement, agreements, consent, document, refused, selfie, signature, stop } = stepTexts;

/** Somebody who has no more than a keyboard. */
function keysOn(page: Page) {
  const { keyboard } = page;
  const isAt = async (place: Locator) => (await place.and(page.locator(":focus")).count()) === 1;
  /** Goes on to a place, which is not far; wherever the focus comes on the way, it can be seen. */
  async function goTo(place: Locator) {
    for (let stops = 0; stops < 12; stops += 1) {
      await keyboard.press("Tab");
      expect(await page.evaluate(isFocusSeen), "the focus can be seen").toBe(true);
      if (await isAt(place)) return;
    }
    throw new Error(`${place} is not reached by the keyboard.`);
  }
  return {
    ...{ goTo, isAt },
    /** Enter sends a form from any of its fields. */
    enter: () => keyboard.press("Enter"),
    tick: () => keyboard.press("Space"),
    next: () => keyboard.press("ArrowDown"),
  };
}

/** A card has its ring around all of it. */
const isFocusSeen = `(({ activeElement: at }) =>
  [at, at.parentElement].some((each) => getComputedStyle(each).outlineStyle === "solid"))(document)`;

const radio = (page: Page, name: string) => page.locator(`input[value="${name}"]`);

test("a keyboard alone leads through a verification, out of a mistake and on", patient, async () => {
  const { id, link } = await begin(world.faceWorkflowId, site.leading());
  const { page, title, button, leaving, linkNamed } = await visitor(link);
  const { goTo, isAt, enter, tick, next } = keysOn(page);
  await goTo(button(consent.button));
  await leaving(enter());

  await goTo(button(document.button));
  await leaving(enter());
  // The focus is on what went wrong, and one key and another lead from there to the first card.
  await goTo(linkNamed(document.missing));
  await enter();
  expect(await isAt(radio(page, "passport"))).toBe(true);
  await tick();
  for (let cards = 0; cards < 6; cards += 1) await next();
  expect(await isAt(radio(page, "passport-blurred"))).toBe(true);
  await leaving(enter());

  await goTo(radio(page, "portrait"));
  await tick();
  await leaving(enter());
  // The focus is on the reason.
  expect(await isAt(page.getByRole("status"))).toBe(true);
  await goTo(linkNamed(refused.stop));
  await leaving(enter());
  await goTo(linkNamed(stop.back));
  await leaving(enter());
  await goTo(radio(page, "passport"));
  await next();
  await leaving(enter());
  await goTo(button(selfie.again));
  await leaving(enter());
  await goTo(radio(page, "passport"));
  await tick();
  await leaving(enter());
  await goTo(radio(page, "portrait"));
  await tick();
  await goTo(button(selfie.button));
  await leaving(tick());
  expect(await title()).toBe(texts.result.passed.title);
  await stay(page);
  await goTo(linkNamed(texts.wayOn(site.host)));
  await leaving(enter());
  expect(page.url()).toBe(site.addressOf("REDIRECT_DOCID_PASS", role, id));
  expect(await records.verdict(id)).toBe("Passed Completed");
});

test("a keyboard alone opens agreements and signs them", patient, async () => {
  const text = "I agree to sign electronically.";
  const { id: workflowId } = await workflow({ kind: "agreement_signing", consent: { mode: "explicit", text } });
  const { id, link } = await begin(workflowId);
  const { page, title, button, field, leaving, linkNamed } = await visitor(link);
  const { goTo, enter, tick } = keysOn(page);
  await goTo(field(text));
  await tick();
  await leaving(enter());
  await goTo(linkNamed(agreements.start));
  await leaving(enter());
  await goTo(linkNamed(agreement.pdf));
  await goTo(button(agreement.accept));
  await leaving(enter());
  await goTo(field(signature.name.label));
  await page.keyboard.type("Ana Roe");
  await goTo(field(signature.agree));
  await tick();
  await leaving(enter());
  expect(await title()).toBe(texts.result.signed.title);
  expect(await records.verdict(id)).toBe("Passed Completed");
});
