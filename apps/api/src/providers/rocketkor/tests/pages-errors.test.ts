import { expect, test } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { profile, profileAnswers } from "./support/profile.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Answers, visit } from "./support/visitor.ts";
import { consent, type Parameters, privacy, rebate, type Steps, startWorkflow, step } from "./support/workflows.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const person = { firstName: "Jane", lastName: "Roe", email: "jane@example.com" };
const bank = { bankName: "Harbour Bank", routingNo: "021000021", accountNumber: "987650001234" };
const card = { cardNumber: "5555555555554444", expiry: "08/35" };

/** Somebody at the first step of such a workflow. */
async function standing(steps: Steps, parameters: Partial<Parameters> = {}) {
  const visitor = await visit((await startWorkflow(world, steps, { parameters })).link);
  await visitor.send();
  return visitor;
}

const atCustomer = () => standing([step.customer]);
const atProfile = () => standing([step.profile(profile)]);
const atBank = (changes: Partial<Parameters> = {}) =>
  standing([step.account, step.money], {
    ...{ ...rebate(world), solution: "ach", priority: "SAME_DAY", financialAccountSubType: "CHECKING" },
    ...changes,
  });
const atCard = () => standing([step.account], { financialAccountSubType: "CREDIT" });
const long = "x".repeat(41);

test.each<[string, () => ReturnType<typeof standing>, Answers, Answers]>([
  ["no first name", atCustomer, { ...person, firstName: " " }, { firstName: "Enter your first name." }],
  [
    "too long a last name",
    atCustomer,
    { ...person, lastName: long },
    { lastName: "Last name must have no more than 40 characters." },
  ],
  ["no email", atCustomer, { ...person, email: "" }, { email: "Enter your email address." }],
  [
    "a wrong email",
    atCustomer,
    { ...person, email: "a@b" },
    { email: "Enter an email address of no more than 100 characters, such as name@example.com." },
  ],
  [
    "a wrong number",
    atCustomer,
    { ...person, phoneNumber: "12" },
    { phoneNumber: "Enter a telephone number with its country code, such as +1 647 123 4567." },
  ],
  ["no title", atProfile, { salutation: "" }, { salutation: "Enter your title." }],
  ["no birthday", atProfile, { dateOfBirth: "" }, { dateOfBirth: "Enter the day on which you were born." }],
  [
    "a day to come",
    atProfile,
    { dateOfBirth: "2099-01-01" },
    { dateOfBirth: "Enter a day that the calendar has, in the past and no more than 130 years ago." },
  ],
  [
    "no such day",
    atProfile,
    { dateOfBirth: "1981-02-29" },
    { dateOfBirth: "Enter a day that the calendar has, in the past and no more than 130 years ago." },
  ],
  [
    "no recipient",
    atProfile,
    { "addresses.0.name.lastName": "" },
    { "addresses.0.name.lastName": "Enter the recipient's last name." },
  ],
  ["no country", atProfile, { "addresses.0.countryCode": "" }, { "addresses.0.countryCode": "Choose a country." }],
  ["no state", atProfile, { "addresses.0.stateCode": "" }, { "addresses.0.stateCode": "Choose a state or province." }],
  [
    "a post office box",
    atProfile,
    { "addresses.2.streetLine1": "PO Box 7" },
    { "addresses.2.streetLine1": "Street address must be where somebody lives, not a post office box." },
  ],
  [
    "no bank",
    atBank,
    { ...bank, bankName: "" },
    { bankName: "Enter the name of your bank.", routingNo: "again", accountNumber: "again" },
  ],
  [
    "a wrong check digit",
    atBank,
    { ...bank, routingNo: "021000022" },
    {
      routingNo: "Enter the nine digits of an ABA routing number: some are missing, or one of them is another.",
      accountNumber: "again",
    },
  ],
  [
    "too short a number",
    atBank,
    { ...bank, accountNumber: "123" },
    { routingNo: "again", accountNumber: "Enter the account number's 4 to 20 digits." },
  ],
  [
    "no account number",
    atBank,
    { ...bank, accountNumber: "" },
    { routingNo: "again", accountNumber: "Enter your account number." },
  ],
  [
    "no holder",
    atBank,
    { ...bank, nameOnAccount: "" },
    { nameOnAccount: "Enter the name of the account's holder.", routingNo: "again", accountNumber: "again" },
  ],
  ["no card number", atCard, { ...card, cardNumber: "" }, { cardNumber: "Enter your card number." }],
  [
    "a wrong card number",
    atCard,
    { ...card, cardNumber: "5555555555554445" },
    { cardNumber: "Enter the digits on your card: some are missing, or one of them is another." },
  ],
  [
    "an expired card",
    atCard,
    { ...card, expiry: "08/20" },
    { expiry: "Enter the month and year of a card that is still valid, such as 08/29.", cardNumber: "again" },
  ],
  [
    "no month",
    atCard,
    { ...card, expiry: "next year" },
    { expiry: "Enter the month and year of a card that is still valid, such as 08/29.", cardNumber: "again" },
  ],
])("%s is told at the field and above the form, and the rest stays", async (_, at, answers, expected) => {
  const visitor = await at();
  const isProfile = visitor.shown.step === "enhance-profile";
  const sent = visitor.filled({ ...(isProfile && profileAnswers), ...answers });
  const refused = await visitor.send({}, sent);
  const errors = Object.entries(refused.errors).map(([name, text]) => [
    name,
    /^Enter it again/.test(String(text)) ? "again" : text,
  ]);
  expect([refused.status, Object.fromEntries(errors)]).toEqual([422, expected]);
  expect(refused.documentTitle).toMatch(/^Error: /);
  expect(refused.summary.map(([name]) => name).toSorted()).toEqual(Object.keys(expected).toSorted());
  for (const [name] of refused.summary) expect(refused.html).toContain(`id="field-${name}"`);
  const secrets = ["cardNumber", "routingNo", "accountNumber"];
  for (const [name, value] of sent.body) expect(refused.values[name]).toBe(secrets.includes(name) ? "" : value);
});

test("a form that nobody filled in names every field that is needed, with the address it belongs to", async () => {
  const visitor = await atProfile();
  const refused = await visitor.send({ "addresses.0.name.firstName": "" });
  expect(refused.summary).toContainEqual(["addresses.0.cityName", "Shipping address: Enter a city."]);
  expect(refused.summary).toContainEqual(["addresses.2.zipCode", "Home address: Enter a ZIP or postal code."]);
  expect(refused.summary).toHaveLength(3 + 5 + 4 + 4);
});

test("a wire wants to know where the account's holder lives", async () => {
  const visitor = await atBank({ solution: "wire", priority: "NEXT_DAY", description: "Refund" });
  const refused = await visitor.send({ ...bank, "billingAddress.countryCode": "CAN" });
  expect(Object.keys(refused.errors).filter((name) => name.startsWith("billingAddress"))).toEqual([
    ...["billingAddress.addressLine1", "billingAddress.city", "billingAddress.stateCode"],
  ]);
  expect(refused.values).toMatchObject({ "billingAddress.countryCode": "CAN" });
});

test("documents are accepted all of them or not at all, and a tick stays", async () => {
  const visitor = await standing([step.documents(consent, privacy)]);
  expect(visitor.shown.text).toContain("You agree to receive what concerns your accounts");
  expect(visitor.shown.text).toContain("Rocket Financial, version 2.0");
  expect(visitor.shown.labels).toEqual([
    ...["I have read and accept the Communications consent form", "I have read and accept the Privacy policy"],
  ]);
  const ticked = { [`accepted.${privacy.documentId}`]: "true" };
  const refused = await visitor.send(ticked);
  expect([refused.status, refused.errors]).toEqual([
    422,
    {
      [`accepted.${consent.documentId}`]: "Accept the Communications consent form to continue, or decline the request.",
    },
  ]);
  expect(refused.values).toMatchObject(ticked);
  expect(await visitor.send({ [`accepted.${consent.documentId}`]: "yes" })).toMatchObject({ status: 422 });
  expect(await visitor.send({ [`accepted.${consent.documentId}`]: "true" })).toMatchObject({ state: "completed" });
});

test("whoever declines says why", async () => {
  const visitor = await standing([step.customer]);
  await visitor.open("?decline");
  expect(visitor.shown).toMatchObject({ state: "decline", title: "Decline this request?" });
  expect(visitor.shown.labels[0]).toBe("I do not know Harbour Trading");
  for (const reason of ["", "BECAUSE"]) {
    const refused = await visitor.send({ reason });
    expect([refused.status, refused.summary]).toEqual([422, [["reason", "Choose a reason."]]]);
  }
});

test("numbers of cards and accounts come back on no page, and stand nowhere in the database", async () => {
  const numbers = { card: "6011000990139424", account: "987650123456789", routing: "122105155" };
  const customer = await atCard();
  const pages = [await customer.send({ cardNumber: numbers.card, expiry: "" })];
  pages.push(await customer.send({ cardNumber: "6011 0009-9013 9424", expiry: "08/35" }));
  const payer = await atBank();
  const filled = { bankName: "B", routingNo: numbers.routing, accountNumber: numbers.account };
  pages.push(await payer.send({ ...filled, bankName: "" }), await payer.send(filled), await payer.send());
  expect(pages.map(({ status }) => status)).toEqual([422, 200, 422, 200, 200]);
  const spellings = [...Object.values(numbers), "6011 0009-9013 9424"];
  for (const { html } of pages) for (const number of spellings) expect(html).not.toContain(number);
  expect(pages[1]?.text).toContain("Discover card ending in 9424");
  const { rows } = await database.pool.query<{ name: string }>(
    "SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')",
  );
  expect(rows.length).toBeGreaterThan(20);
  for (const { name } of rows) {
    const found = await database.pool.query(`SELECT FROM ${name} t WHERE t::text ~ $1`, [spellings.join("|")]);
    expect([name, found.rowCount]).toEqual([name, 0]);
  }
});

test("NUL, any alphabet, markup and huge texts are texts: they arrive as they are, or are refused", async () => {
  const evil = `"><script>alert(1)</script>&`;
  const visitor = await standing([step.customer]);
  const refused = await visitor.send({ firstName: evil, lastName: "Łoś 🦌", email: "x".repeat(200_000) });
  expect(refused.status).toBe(422);
  expect(refused.html).not.toContain("<script>alert");
  expect(refused.values).toMatchObject({ firstName: evil, lastName: "Łoś 🦌" });
  const tooLarge = visitor.filled({ lastName: "x".repeat(3_000_000) });
  expect((await visitor.post(tooLarge)).status).toBe(413);
  expect(await visitor.send({ firstName: "\0Zoë\0", lastName: "Łoś 🦌", email: "z@example.com" })).toMatchObject({
    state: "completed",
  });
  expect(visitor.shown.text).toContain("as Zoë Łoś 🦌");
});

test("what a business is called and what it writes is text on the page", async () => {
  const evil = `<img src=x onerror=alert(1)> & "co"`;
  const other = await openSandbox(world);
  const settings = { ...got(await other.portal.getSettings({ path: other.path })), business_name: evil };
  got(await other.portal.putSettings({ path: other.path, body: settings }));
  const { link } = await startWorkflow(other, [step.customer], { customerMemo: evil });
  const visitor = await visit(link);
  expect(visitor.shown.html).not.toContain("<img");
  expect(visitor.shown.title).toBe(`${evil} has a request for you`);
  await visitor.send();
  expect(visitor.shown.html).not.toContain("<img");
});
