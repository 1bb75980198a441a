import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { addressLegends, fieldTexts, onlyNorthAmerica, phoneLabels, problems } from "../../pages/fields/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { moneyOf, told } from "../support/money.ts";
import { profile } from "../support/profile.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { consent, privacy, rebate, startWorkflow, step } from "../support/workflows.ts";
import { look } from "./looking.ts";
import { bank, card, consentForm, homes, jane, personAt } from "./person.ts";

const server = await testServer();
const browser = await testBrowser();
const fields = fieldTexts;
const privacyPolicy = "Privacy policy";

/** What the summary says of a number that the page does not keep. */
const again = (label: string) => problems.of(label, problems.again);

/** A machine that has other things to do as well takes its time. */
const patient = { timeout: 60_000 };

test(
  "59, 60: a new customer pays from a bank account, and is told on every screen what does not do",
  patient,
  async () => {
    const world = await openSandbox(server);
    const [journeys, money] = [journeysOf(world), moneyOf(world)];
    const { workflowId, link } = await startWorkflow(
      world,
      [step.customer, step.profile(profile), step.account, step.documents(consent, privacy), step.money],
      {
        customerMemo: "Thank you for your order.\nPlease pay within two days.",
        parameters: {
          ...{ ...rebate(world), transactionType: "REQUEST", solution: "ach", priority: "NEXT_DAY" },
          ...{ financialAccountSubType: "CHECKING", amount: 9876.5, paymentReasonId: "purchase-of-goods" },
        },
      },
    );
    const page = await browser.visit({ device: "phone" });
    const person = personAt(page);
    const { button, field, labels, refused, send, title } = person;
    const see = (name: string) => look(page, `new-${name}`);
    await page.goto(link);
    await see("1-introduction");
    await person.start();

    expect(await title()).toBe(texts.customer.title);
    expect(await field(fields.mobile.label).inputValue()).toBe("+16475550123");
    await see("2-customer");
    expect(await refused(texts.customer.button)).toEqual([
      ...[fields.firstName.missing, fields.lastName.missing, fields.email.missing],
    ]);
    await person.introduce({ ...jane, email: "jane@" });
    await field(fields.mobile.label).fill("12");
    expect(await refused(texts.customer.button)).toEqual([fields.email.wrong, fields.mobile.wrong]);
    expect(await field(fields.firstName.label).inputValue()).toBe("Jane");
    expect(await field(fields.email.label).inputValue()).toBe("jane@");
    await see("3-customer-refused");
    await person.introduce(jane);
    await field(fields.mobile.label).fill("(647) 555-0123");
    await send(texts.customer.button);

    expect(await title()).toBe(texts.profile.title);
    const shipping = page.getByRole("group", { name: addressLegends.SHIPPING });
    const home = page.getByRole("group", { name: addressLegends.PHYSICAL });
    expect(await field(fields.recipientsFirstName.label).inputValue()).toBe("Jane");
    const missing = await refused(texts.profile.button);
    expect(missing).toHaveLength(3 + 3 * 4);
    expect(missing.slice(0, 4)).toEqual([
      ...[fields.salutation.missing, fields.dateOfBirth.missing, fields.phone.missing],
      problems.of(addressLegends.SHIPPING, fields.country.missing),
    ]);
    await see("4-profile-empty-refused");
    await field(fields.salutation.label).fill("Dr");
    await field(fields.dateOfBirth.label).fill("1980-02-29");
    await field(phoneLabels.HOME).fill("+1 647 555 0199");
    for (const each of homes) await person.live(each);
    await field(`${fields.state.label} (${onlyNorthAmerica})`, shipping).selectOption("");
    await field(fields.street.label, home).fill("PO Box 7");
    expect(await refused(texts.profile.button)).toEqual([
      problems.of(addressLegends.SHIPPING, fields.state.missing),
      expect.stringMatching(/^Home address: Street address must be where somebody lives/),
    ]);
    expect(await field(fields.dateOfBirth.label).inputValue()).toBe("1980-02-29");
    expect(await field(fields.country.label, home).locator("option:checked").textContent()).toBe("United Kingdom");
    for (const each of homes) await person.live(each);
    await send(texts.profile.button);

    expect(await title()).toBe("Add your checking account");
    expect(await labels()).toEqual([
      ...[fields.bankName.label, "Routing number", fields.accountNumber.label, fields.nameOnAccount.label],
    ]);
    expect(await field(fields.nameOnAccount.label).inputValue()).toBe("Jane Roe");
    await page.getByText(texts.scenes.title).click();
    await see("5-bank");
    await person.addBank({ ...bank, routing: "021000022" });
    expect(await refused(texts.account.button)).toEqual([
      ...[expect.stringMatching(/ABA routing number/), again(fields.accountNumber.label)],
    ]);
    const kept = [fields.bankName.label, "Routing number", fields.accountNumber.label];
    expect(await Promise.all(kept.map((label) => field(label).inputValue()))).toEqual([bank.name, "", ""]);
    await see("6-bank-refused");
    await person.addBank(bank);
    await send(texts.account.button);

    expect(await title()).toBe(texts.documents.title);
    expect(await refused(texts.documents.button)).toHaveLength(2);
    await person.accept(privacyPolicy);
    expect(await refused(texts.documents.button)).toEqual([expect.stringContaining(`Accept the ${consentForm}`)]);
    expect(await field(texts.documents.accept(privacyPolicy)).isChecked()).toBe(true);
    await see("7-documents-refused");
    await person.accept(consentForm);
    await send(texts.documents.button);

    expect(await title()).toBe(texts.review.title);
    expect(await person.known()).toMatchObject({
      ...{ From: "Harbour Bank account ending in 1234", To: "Harbour Trading", How: "Bank transfer (ACH), next day" },
    });
    await see("8-review");
    await send(texts.review.button("$9,876.50"));
    expect([await title(), await person.progress()]).toEqual([texts.done.title, "All 5 steps done"]);
    expect((await person.known()).Status).toMatch(/^On its way, expected by \w+day/);
    expect(await button(texts.customer.button).count()).toBe(0);
    await see("9-done");

    const { customer_id, financial_account_id, transaction_id } = await journeys.look(workflowId);
    const [customerId, transactionId] = [String(customer_id), String(transaction_id)];
    expect(got(await world.api.getCustomer({ path: { customerId } }))).toMatchObject({
      ...{ firstName: "Jane", salutation: "Dr", primaryEmail: { value: jane.email } },
      primaryPhoneNumber: { number: "6475550123" },
    });
    const accepted = got(await world.api.listAcceptances({ query: { acceptorId: customerId } })).content;
    expect(accepted.map(({ documentId }) => documentId).toSorted()).toEqual([consent.documentId, privacy.documentId]);
    expect(await money.balanceOf(world.businessAccountId)).toBe("100000.00 0.00");
    await world.advance("P5D");
    await page.reload();
    expect((await person.known()).Status).toMatch(/^Paid on \w+day/);
    expect(await money.balanceOf(world.businessAccountId)).toBe("109876.50 0.00");
    const names = { [String(financial_account_id)]: "bank", [world.businessAccountId]: "business" };
    expect((await money.postingsOf(transactionId)).map((posting) => told(posting, names))).toEqual([
      "hold: -9876.50 bank available, 9876.50 bank held",
      "settle: -9876.50 bank held, 9876.50 business available",
    ]);
  },
);

test("a new customer receives money on a card, whose number no page shows again", async () => {
  const world = await openSandbox(server);
  const { workflowId, link } = await startWorkflow(
    world,
    [step.customer, step.profile({ personalInfo: ["dateOfBirth"] }), step.account, step.documents(consent), step.money],
    { parameters: { ...rebate(world), financialAccountSubType: "DEBIT" } },
  );
  const page = await browser.visit({ device: "phone" });
  const person = personAt(page);
  const { field, labels, refused, send, title } = person;
  await page.goto(link);
  await person.start();
  await person.introduce(jane);
  await send(texts.customer.button);
  expect(await labels()).toEqual([fields.dateOfBirth.label]);
  await field(fields.dateOfBirth.label).fill("1990-05-17");
  await send(texts.profile.button);

  expect(await title()).toBe("Add your debit card");
  expect(await field(fields.firstNameOnCard.label).inputValue()).toBe("Jane");
  await page.getByText(texts.scenes.title).click();
  await look(page, "card-1");
  await person.addCard({ ...card, number: "5555 5555 5555 4445", expiry: "08/20", lastName: "" });
  expect(await refused(texts.account.button)).toEqual([
    ...[fields.cardNumber.wrong, fields.expiry.wrong, fields.lastNameOnCard.missing],
  ]);
  expect(await page.content()).not.toContain("4445");
  expect(await field(fields.expiry.label).inputValue()).toBe("08/20");
  await look(page, "card-2-refused");
  await person.addCard({ ...card, expiry: "" });
  expect(await refused(texts.account.button)).toEqual([again(fields.cardNumber.label), fields.expiry.missing]);
  await person.addCard(card);
  await send(texts.account.button);
  await person.accept(consentForm);
  await send(texts.documents.button);
  expect((await person.known()).To).toBe("Mastercard card ending in 4444");
  await send(texts.review.button("$256.25"));
  expect(await title()).toBe(texts.done.title);
  const path = { ...world.path, workflowId };
  expect(got(await world.portal.getWorkflow({ path }))).toMatchObject({ status: "COMPLETED", opened: true });
});
