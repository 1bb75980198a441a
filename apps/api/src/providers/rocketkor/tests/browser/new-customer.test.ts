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
import { look, patient } from "./looking.ts";
import { again, bank, consentForm, homes, jane, type Person, personAt } from "./person.ts";

const server = await testServer();
const world = await openSandbox(server);
const browser = await testBrowser();
const fields = fieldTexts;
const privacyPolicy = "Privacy policy";

test(
  "59, 60: a new customer pays from a bank account, and is told on every screen what does not do",
  patient,
  async () => {
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
    await page.goto(link);
    await see(person, "1-introduction");
    await person.start();
    await sayWho(person);
    await completeProfile(person);
    await addAccount(person);
    await acceptAll(person);
    await confirm(person);
    await expectRecords(workflowId);
    await world.advance("P5D");
    await page.reload();
    expect((await person.known()).Status).toMatch(/^Paid on \w+day/);
    await expectMoney(workflowId);
  },
);

const see = ({ page }: Person, name: string) => look(page, `new-${name}`);

async function sayWho(person: Person) {
  const { field, introduce, refused, send, title } = person;
  expect(await title()).toBe(texts.customer.title);
  expect(await field(fields.mobile.label).inputValue()).toBe("+16475550123");
  await see(person, "2-customer");
  expect(await refused(texts.customer.button)).toEqual([
    ...[fields.firstName.missing, fields.lastName.missing, fields.email.missing],
  ]);
  await introduce({ ...jane, email: "jane@" });
  await field(fields.mobile.label).fill("12");
  expect(await refused(texts.customer.button)).toEqual([fields.email.wrong, fields.mobile.wrong]);
  expect(await field(fields.firstName.label).inputValue()).toBe("Jane");
  expect(await field(fields.email.label).inputValue()).toBe("jane@");
  await see(person, "3-customer-refused");
  await introduce(jane);
  await field(fields.mobile.label).fill("(647) 555-0123");
  await send(texts.customer.button);
}

async function completeProfile(person: Person) {
  const { page, field, live, refused, send, title } = person;
  expect(await title()).toBe(texts.profile.title);
  expect(await field(fields.recipientsFirstName.label).inputValue()).toBe("Jane");
  const missing = await refused(texts.profile.button);
  expect(missing).toHaveLength(3 + 3 * 4);
  expect(missing.slice(0, 4)).toEqual([
    ...[fields.salutation.missing, fields.dateOfBirth.missing, fields.phone.missing],
    problems.of(addressLegends.SHIPPING, fields.country.missing),
  ]);
  await see(person, "4-profile-refused");

  const shipping = page.getByRole("group", { name: addressLegends.SHIPPING });
  const home = page.getByRole("group", { name: addressLegends.PHYSICAL });
  await field(fields.salutation.label).fill("Dr");
  await field(fields.dateOfBirth.label).fill("1980-02-29");
  await field(phoneLabels.HOME).fill("+1 647 555 0199");
  for (const each of homes) await live(each);
  await field(`${fields.state.label} (${onlyNorthAmerica})`, shipping).selectOption("");
  await field(fields.street.label, home).fill("PO Box 7");
  expect(await refused(texts.profile.button)).toEqual([
    problems.of(addressLegends.SHIPPING, fields.state.missing),
    expect.stringMatching(/^Home address: Street address must be where somebody lives/),
  ]);
  expect(await field(fields.dateOfBirth.label).inputValue()).toBe("1980-02-29");
  expect(await field(fields.country.label, home).locator("option:checked").textContent()).toBe("United Kingdom");
  for (const each of homes) await live(each);
  await send(texts.profile.button);
}

async function addAccount(person: Person) {
  const { page, addBank, field, labels, refused, send, title } = person;
  const numbers = ["Routing number", fields.accountNumber.label];
  expect(await title()).toBe("Add your checking account");
  expect(await labels()).toEqual([fields.bankName.label, ...numbers, fields.nameOnAccount.label]);
  expect(await field(fields.nameOnAccount.label).inputValue()).toBe("Jane Roe");
  await page.getByText(texts.scenes.title).click();
  await see(person, "5-bank");
  await addBank({ ...bank, routing: "021000022" });
  expect(await refused(texts.account.button)).toEqual([
    ...[expect.stringMatching(/ABA routing number/), again(fields.accountNumber.label)],
  ]);
  const kept = [fields.bankName.label, ...numbers].map((label) => field(label).inputValue());
  expect(await Promise.all(kept)).toEqual([bank.name, "", ""]);
  await see(person, "6-bank-refused");
  await addBank(bank);
  await send(texts.account.button);
}

async function acceptAll(person: Person) {
  const { accept, field, refused, send, title } = person;
  expect(await title()).toBe(texts.documents.title);
  expect(await refused(texts.documents.button)).toHaveLength(2);
  await accept(privacyPolicy);
  expect(await refused(texts.documents.button)).toEqual([expect.stringContaining(`Accept the ${consentForm}`)]);
  expect(await field(texts.documents.accept(privacyPolicy)).isChecked()).toBe(true);
  await see(person, "7-documents-refused");
  await accept(consentForm);
  await send(texts.documents.button);
}

async function confirm(person: Person) {
  const { known, progress, send, title } = person;
  expect(await title()).toBe(texts.review.title);
  expect(await known()).toMatchObject({
    ...{ From: "Harbour Bank account ending in 1234", To: "Harbour Trading", How: "Bank transfer (ACH), next day" },
  });
  await see(person, "8-review");
  await send(texts.review.button("$9,876.50"));
  expect([await title(), await progress()]).toEqual([texts.done.title, "All 5 steps done"]);
  expect((await known()).Status).toMatch(/^On its way, expected by \w+day/);
  await see(person, "9-done");
}

async function expectRecords(workflowId: string) {
  const customerId = String((await journeysOf(world).look(workflowId)).customer_id);
  expect(got(await world.api.getCustomer({ path: { customerId } }))).toMatchObject({
    ...{ firstName: "Jane", salutation: "Dr", primaryEmail: { value: jane.email } },
    primaryPhoneNumber: { number: "6475550123" },
  });
  const accepted = got(await world.api.listAcceptances({ query: { acceptorId: customerId } })).content;
  expect(accepted.map(({ documentId }) => documentId).toSorted()).toEqual([consent.documentId, privacy.documentId]);
}

async function expectMoney(workflowId: string) {
  const money = moneyOf(world);
  const { financial_account_id, transaction_id } = await journeysOf(world).look(workflowId);
  const names = { [String(financial_account_id)]: "bank", [world.businessAccountId]: "business" };
  expect((await money.postingsOf(String(transaction_id))).map((posting) => told(posting, names))).toEqual([
    "hold: -9876.50 bank available, 9876.50 bank held",
    "settle: -9876.50 bank held, 9876.50 business available",
  ]);
  expect(await money.balanceOf(world.businessAccountId)).toBe("109876.50 0.00");
}
