import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { fieldTexts as fields } from "../../pages/fields/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { consent, rebate, startWorkflow, step } from "../support/workflows.ts";
import { look } from "./looking.ts";
import { again, card, consentForm, jane, type Person, personAt } from "./person.ts";

const server = await testServer();
const world = await openSandbox(server);
const browser = await testBrowser();

test("60: a new customer receives money on a card, whose number no page shows again", async () => {
  const { workflowId, link } = await startWorkflow(
    world,
    [step.customer, step.profile({ personalInfo: ["dateOfBirth"] }), step.account, step.documents(consent), step.money],
    { parameters: { ...rebate(world), financialAccountSubType: "DEBIT" } },
  );
  const page = await browser.visit({ device: "phone" });
  const person = personAt(page);
  const { field, send } = person;
  await page.goto(link);
  await person.start();
  await person.introduce(jane);
  await send(texts.customer.button);
  expect(await person.labels()).toEqual([fields.dateOfBirth.label]);
  await field(fields.dateOfBirth.label).fill("1990-05-17");
  await send(texts.profile.button);
  await addCard(person);
  await person.accept(consentForm);
  await send(texts.documents.button);
  expect((await person.known()).To).toBe("Mastercard card ending in 4444");
  await send(texts.review.button("$256.25"));
  expect(await person.title()).toBe(texts.done.title);
  expect(await journeysOf(world).look(workflowId)).toMatchObject({ status: "COMPLETED", opened: true });
});

async function addCard({ page, addCard: enter, field, refused, send, title }: Person) {
  expect(await title()).toBe("Add your debit card");
  expect(await field(fields.firstNameOnCard.label).inputValue()).toBe("Jane");
  await page.getByText(texts.scenes.title).click();
  await look(page, "card-1");
  await enter({ ...card, number: "5555 5555 5555 4445", expiry: "08/20", lastName: "" });
  expect(await refused(texts.account.button)).toEqual([
    ...[fields.cardNumber.wrong, fields.expiry.wrong, fields.lastNameOnCard.missing],
  ]);
  expect(await page.content()).not.toContain("4445");
  expect(await field(fields.expiry.label).inputValue()).toBe("08/20");
  await look(page, "card-2-refused");
  await enter({ ...card, expiry: "" });
  expect(await refused(texts.account.button)).toEqual([again(fields.cardNumber.label), fields.expiry.missing]);
  await enter(card);
  await send(texts.account.button);
}
