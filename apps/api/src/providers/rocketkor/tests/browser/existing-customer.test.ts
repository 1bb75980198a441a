import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { addressLegends, fieldTexts, onlyNorthAmerica, phoneLabels } from "../../pages/fields/texts.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { moneyOf, told } from "../support/money.ts";
import { got, type Opened, openDefault, openSandbox } from "../support/sandbox.ts";
import { sample } from "../support/seed.ts";
import { look, patient } from "./looking.ts";
import { consentForm, homes, type Person, personAt } from "./person.ts";

const server = await testServer();
const browser = await testBrowser();
const start = "2026-01-15T12:30:00Z";
const business = "Harbour Trading";

/** The sample of the seed, for somebody else's sandbox too. */
function sampleFor({ customerId, customerAccountId, businessAccountId }: Opened) {
  const ids = { customerId, customerFinancialAccountId: customerAccountId, baFinancialAccountId: businessAccountId };
  return { ...sample, parameters: { ...sample.parameters, ...ids } };
}

/** An inbox for all that the business is told. */
async function inboxOf({ platform, portal, path, settle }: Opened) {
  const at = { ...path, name: "rocketkor" };
  const { url } = got(await platform.putInbox({ path: at }));
  const event_types = ["linx.workflow-updated", "transactions.status-changed"] as const;
  got(await portal.createSubscription({ path, body: { event_types: [...event_types], receiver_url: url } }));
  return async (type: string) => {
    await settle();
    const { data } = got(await platform.getInbox({ path: at }));
    return data.map(({ body }) => JSON.parse(String(body))).filter((body) => body.type === type);
  };
}

const place = [
  fieldTexts.country.label,
  fieldTexts.street.label,
  `${fieldTexts.street2.label} (optional)`,
  `${fieldTexts.apartment.label} (optional)`,
  fieldTexts.city.label,
  `${fieldTexts.state.label} (${onlyNorthAmerica})`,
  fieldTexts.zip.label,
];

test.for([
  { javaScript: true, opened: () => openDefault(server, start) },
  { javaScript: false, opened: () => openSandbox(server) },
])(
  "32, 52, 58, 60, 61: the seed's sample leads from its SMS to the money, scripts: $javaScript",
  patient,
  async (way) => {
    const { javaScript, opened } = way;
    const world = await opened();
    const [heard, journeys] = [await inboxOf(world), journeysOf(world)];
    const made = await journeys.ask(sampleFor(world));
    expect(made.status).toBe(201);
    const { workflowId } = made.body;
    const [message] = await journeys.messages(workflowId);
    const [, link = ""] = /^You have a rebate (http\S+)$/.exec(message?.body ?? "") ?? [];

    const page = await browser.visit({ device: "phone", javaScript });
    expect((await page.goto(link))?.status()).toBe(200);
    // What is shown is the same whether or not scripts run.
    await goThrough(page, async (name) => void (javaScript && (await look(page, `existing-${name}`))));
    const transactionId = String((await journeys.look(workflowId)).transaction_id);
    await expectRecords(world, workflowId);
    await expectMoney(world, transactionId);
    await expectTold(world, { workflowId, transactionId }, heard);
  },
);

async function goThrough(page: Page, see: (name: string) => Promise<void>) {
  const person = personAt(page);
  expect(await person.title()).toBe(texts.introduction.title(business));
  await page.getByText(sample.customerMemo).waitFor();
  expect(await page.getByRole("main").getByRole("list").last().getByRole("listitem").allInnerTexts()).toEqual([
    "Give your title, date of birth, home phone number, shipping address, mailing address, and home address",
    `Read and accept the ${consentForm}`,
    `Confirm that you receive $256.25 from ${business}`,
  ]);
  await see("1-introduction");
  expect(await person.start()).toBe(200);

  expect([await person.title(), await person.progress()]).toEqual([texts.profile.title, "Step 1 of 3"]);
  await completeProfile(person);
  await see("2-profile");
  expect(await person.send(texts.profile.button)).toBe(200);

  expect([await person.title(), await person.progress()]).toEqual([texts.documents.title, "Step 2 of 3"]);
  const document = page.getByRole("region", { name: consentForm });
  expect(await document.getByRole("heading", { level: 3 }).count()).toBe(4);
  await document.getByText("Bank accounts, version 1.1").waitFor();
  await person.accept(consentForm);
  await see("3-documents");
  expect(await person.send(texts.documents.button)).toBe(200);

  expect([await person.title(), await person.progress()]).toEqual([texts.review.title, "Step 3 of 3"]);
  expect(await person.known()).toEqual({
    ...{ From: business, To: "Visa card ending in 1111", How: "Payment to your card" },
    ...{ Arrives: "At once", Reason: "Rebate on a purchase" },
  });
  await see("4-review");
  expect(await person.send(texts.review.button("$256.25"))).toBe(200);

  expect([await person.title(), await person.progress()]).toEqual([texts.done.title, "All 3 steps done"]);
  const { Amount, Status } = await person.known();
  expect([Amount, Status]).toEqual(["$256.25", expect.stringMatching(/^Arrived on \w+day/)]);
  await see("5-done");
}

/** Exactly what was asked for is there to be filled in. */
async function completeProfile({ field, labels, live }: Person) {
  expect(await labels()).toEqual([
    ...[fieldTexts.salutation.label, fieldTexts.dateOfBirth.label, phoneLabels.HOME],
    ...[addressLegends.SHIPPING, fieldTexts.recipientsFirstName.label, fieldTexts.recipientsLastName.label, ...place],
    ...[addressLegends.MAILING, ...place, addressLegends.PHYSICAL, ...place],
  ]);
  expect(await field(fieldTexts.recipientsLastName.label).inputValue()).toBe("Doe");
  await field(fieldTexts.salutation.label).fill("Mr");
  await field(fieldTexts.dateOfBirth.label).fill("1980-02-29");
  await field(phoneLabels.HOME).fill("+1 647 555 0199");
  for (const home of homes) await live(home);
}

async function expectRecords(world: Opened, workflowId: string) {
  const { customerId, customerAccountId: financialAccountId, api } = world;
  const { status, currentStep, steps, completedAt } = await journeysOf(world).read(workflowId);
  expect([status, currentStep, typeof completedAt]).toEqual(["COMPLETED", 6, "string"]);
  expect(steps.map((step) => `${step.stepName} ${step.status}`)).toEqual(
    sample.steps.map(({ name }) => `${name} COMPLETED`),
  );
  const customer = got(await api.getCustomer({ path: { customerId } }));
  expect(customer).toMatchObject({ salutation: "Mr", dateOfBirth: "1980-02-29" });
  expect(customer.addresses.map(({ type, countryCode, stateCode }) => [type, countryCode, stateCode])).toEqual([
    ...[["SHIPPING", "CAN", "ON"] as const, ["MAILING", "USA", "NY"] as const],
    ["PHYSICAL", "GBR", undefined],
  ]);
  expect(got(await api.listAcceptances({ query: { financialAccountId } })).content).toMatchObject([
    { documentId: "ebt-communication-consent", documentVersion: "1.1", accepted: true, acceptorId: customerId },
  ]);
}

async function expectMoney(world: Opened, transactionId: string) {
  const { businessAccountId, customerAccountId } = world;
  const money = moneyOf(world);
  expect(await money.transactionOf(transactionId)).toMatchObject({
    ...{ debitFinancialAccountId: businessAccountId, creditFinancialAccountId: customerAccountId },
    ...{ amount: "256.25", latestStatus: { status: "SETTLED" } },
  });
  const names = { [businessAccountId]: "business", [customerAccountId]: "card" };
  expect((await money.postingsOf(transactionId)).map((posting) => told(posting, names))).toEqual([
    "hold: -256.25 business available, 256.25 business held",
    "settle: -256.25 business held, 256.25 card available",
  ]);
  expect(await money.balanceOf(businessAccountId)).toBe("99743.75 0.00");
  expect(await money.balanceOf(customerAccountId)).toBe("10256.25 0.00");
}

/** What the customer was sent, and what the business has heard. */
async function expectTold(world: Opened, { workflowId, transactionId }: Ids, heard: Inbox) {
  const journeys = journeysOf(world);
  expect(await journeys.history(workflowId)).toMatchObject([{ serial: 0, channel: "SMS", origin: "INITIAL" }]);
  expect(await journeys.messages(workflowId)).toHaveLength(1);
  const { steps } = await journeys.read(workflowId);
  const stepsHeard = await heard("linx.workflow-updated");
  expect(stepsHeard.map(({ data }) => `${data.workflowId} ${data.currentStepStatus.id}`).toSorted()).toEqual(
    steps.map(({ id }) => `${workflowId} ${id}`).toSorted(),
  );
  const statuses = await moneyOf(world).statusesOf(transactionId);
  expect(statuses).toEqual(["NEW", "PENDING", "PROCESSING", "APPROVED", "SETTLED"]);
  const statusesHeard = await heard("transactions.status-changed");
  expect(statusesHeard.map(({ data }) => `${data.transactionId} ${data.status}`).toSorted()).toEqual(
    statuses.map((each) => `${transactionId} ${each}`).toSorted(),
  );
}

interface Ids {
  readonly workflowId: string;
  readonly transactionId: string;
}

type Inbox = Awaited<ReturnType<typeof inboxOf>>;
