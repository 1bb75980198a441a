import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { addressLegends, fieldTexts, onlyNorthAmerica, routingNumber } from "../../pages/fields/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { consent, rebate, startWorkflow, step } from "../support/workflows.ts";
import { bank, consentForm, homes, jane, personAt } from "./person.ts";

const server = await testServer();
const browser = await testBrowser();

/** Somebody who has no more than a keyboard. */
function keysOn(page: Page) {
  const { keyboard } = page;
  /** Goes on to a place, which is not far; wherever the focus comes on the way, it can be seen. */
  async function goTo(place: Locator) {
    for (let stops = 0; stops < 12; stops += 1) {
      await keyboard.press("Tab");
      expect(await page.evaluate(isFocusSeen), "the focus can be seen").toBe(true);
      if ((await place.and(page.locator(":focus")).count()) === 1) return;
    }
    throw new Error(`${place} is not reached by the keyboard.`);
  }
  return {
    goTo,
    async write(place: Locator, text: string) {
      await goTo(place);
      await keyboard.type(text);
    },
    async tick(place: Locator) {
      await goTo(place);
      await keyboard.press("Space");
    },
    /** Enter sends a form from any of its fields. */
    enter: () => keyboard.press("Enter"),
  };
}

/** A card has its ring around all of it; the button within a field for a date is the browser's own, as is its ring. */
const isFocusSeen = `(({ activeElement: at }) => at.type === "date" ||
  [at, at.parentElement].some((each) => getComputedStyle(each).outlineStyle === "solid"))(document)`;

test("a keyboard alone leads through all of a workflow, and out of a mistake", async () => {
  const world = await openSandbox(server);
  const { read } = journeysOf(world);
  const { workflowId, link } = await startWorkflow(
    world,
    [
      ...[step.customer, step.profile({ personalInfo: ["dateOfBirth"], addresses: ["MAILING"] })],
      ...[step.account, step.documents(consent), step.money],
    ],
    {
      parameters: {
        ...{ ...rebate(world), solution: "ach", priority: "SAME_DAY", financialAccountSubType: "SAVING" },
      },
    },
  );
  const page = await browser.visit();
  const { button, field, leaving, title } = personAt(page);
  const { goTo, write, tick, enter } = keysOn(page);
  await page.goto(link);
  await goTo(button(texts.introduction.start));
  await leaving(enter());

  await write(field(fieldTexts.firstName.label), jane.firstName);
  await write(field(fieldTexts.lastName.label), jane.lastName);
  await leaving(enter());
  // The focus is on what went wrong, and one key and another lead from there to the field.
  await goTo(page.getByRole("link", { name: fieldTexts.email.missing }));
  await enter();
  expect(await field(fieldTexts.email.label).and(page.locator(":focus")).count()).toBe(1);
  await page.keyboard.type(jane.email);
  await leaving(enter());

  const [, mailing] = homes;
  if (!mailing?.state) throw new Error("The mailing address has no state.");
  const group = page.getByRole("group", { name: addressLegends.MAILING });
  await write(field(fieldTexts.dateOfBirth.label), "05051990");
  await write(field(fieldTexts.country.label, group), mailing.country);
  await write(field(fieldTexts.street.label, group), mailing.street);
  await write(field(fieldTexts.city.label, group), mailing.city);
  await write(field(`${fieldTexts.state.label} (${onlyNorthAmerica})`, group), mailing.state);
  await write(field(fieldTexts.zip.label, group), mailing.zip);
  await leaving(enter());

  await write(field(fieldTexts.bankName.label), bank.name);
  await write(field(routingNumber.USD.label), bank.routing);
  await write(field(fieldTexts.accountNumber.label), bank.number);
  await goTo(button(texts.account.button));
  await leaving(enter());

  await tick(field(texts.documents.accept(consentForm)));
  await goTo(button(texts.documents.button));
  await leaving(enter());

  await goTo(button(texts.review.button("$256.25")));
  await leaving(page.keyboard.press("Space"));
  expect(await title()).toBe(texts.done.title);
  expect((await read(workflowId)).status).toBe("COMPLETED");
});

test("a keyboard alone leads to declining, and back", async () => {
  const world = await openSandbox(server);
  const { link } = await startWorkflow(world, [step.customer]);
  const page = await browser.visit();
  const { away, button, leaving, title } = personAt(page);
  const { goTo, enter } = keysOn(page);
  await page.goto(link);
  await goTo(away(texts.decline));
  await leaving(enter());
  await goTo(away(texts.decliningIt.back));
  await leaving(enter());
  await goTo(away(texts.decline));
  await leaving(enter());
  await goTo(page.getByRole("radio").first());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await goTo(button(texts.decliningIt.button));
  await leaving(enter());
  expect(await title()).toBe(texts.ended.declined.title);
});
