import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { profile, profileAnswers } from "./support/profile.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";
import { consent, phoneNumber, privacy, rebate, startWorkflow, step } from "./support/workflows.ts";

const server = await testServer();
const world = await openSandbox(server);
const person = { firstName: "Jane", lastName: "Roe", email: "jane@example.com" };
const card = { cardNumber: "5555 5555 5555 4444", expiry: "08/35" };
const accepted = { [`accepted.${consent.documentId}`]: "true", [`accepted.${privacy.documentId}`]: "true" };

const read = async (workflowId: string) => got(await world.api.getLinxWorkflow({ path: { workflowId } }));
const played = async (workflowId: string) =>
  got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));

test("59, 60: a new customer goes from the link to the money, and each step leaves what it is for", async () => {
  const { workflowId, link } = await startWorkflow(
    world,
    [step.customer, step.profile(profile), step.account, step.documents(consent, privacy), step.money],
    {
      parameters: { ...rebate(world), financialAccountSubType: "DEBIT" },
      customerMemo: "Thank you, Jane.\nIt is on us.",
    },
  );
  const visitor = await visit(link);
  expect(visitor.shown).toMatchObject({ status: 200, state: "introduction", progress: "5 steps" });
  expect(visitor.shown.title).toBe("Harbour Trading has a request for you");
  expect(visitor.shown.text).toContain("Thank you, Jane. It is on us.");
  expect(visitor.shown.text).toContain("Confirm that you receive $256.25 from Harbour Trading");
  expect(visitor.shown.html).not.toContain("internal title");

  expect(await visitor.send()).toMatchObject({ status: 200, step: "customer-account", progress: "Step 1 of 5" });
  expect(visitor.shown.values).toMatchObject({ phoneNumber, firstName: "", email: "" });
  expect(await visitor.send({ ...person, firstName: " Jane " })).toMatchObject({ step: "enhance-profile" });
  expect(visitor.shown.values).toMatchObject({ "addresses.0.name.firstName": "Jane" });
  expect(await visitor.send(profileAnswers)).toMatchObject({ step: "financial-account", progress: "Step 3 of 5" });
  expect(visitor.shown.title).toBe("Add your debit card");
  expect(await visitor.send(card)).toMatchObject({ step: "document-acceptance" });
  expect(await visitor.send(accepted)).toMatchObject({ step: "move-money", progress: "Step 5 of 5" });
  expect(visitor.shown.known).toEqual({
    ...{ From: "Harbour Trading", To: "Mastercard card ending in 4444", How: "Payment to your card" },
    ...{ Arrives: "At once", Reason: "Rebate on a purchase" },
  });
  expect(visitor.shown.text).toContain("You receive $256.25 from Harbour Trading");

  const done = await visitor.send();
  expect(done).toMatchObject({ status: 200, state: "completed", title: "All done", progress: "All 5 steps done" });
  expect(done.known).toMatchObject({ Status: expect.stringMatching(/^Arrived on \w+day, /), Amount: "$256.25" });
  expect(done.text).toContain("You opened a customer account as Jane Roe");
  expect(done.text).toContain("You added your debit card: Mastercard card ending in 4444");
  expect(done.text).toContain("You accepted the Communications consent form and Privacy policy");

  const { status, steps, email } = await read(workflowId);
  expect([status, email, steps.map((each) => each.status)]).toEqual([
    ...["COMPLETED", "jane@example.com"],
    Array(6).fill("COMPLETED"),
  ]);
  const { customer_id, financial_account_id, transaction_id } = await played(workflowId);
  const customer = got(await world.api.getCustomer({ path: { customerId: String(customer_id) } }));
  expect(customer).toMatchObject({ firstName: "Jane", primaryPhoneNumber: { number: phoneNumber } });
  expect(customer.addresses.map(({ type, streetLine1, stateCode }) => [type, streetLine1, stateCode])).toEqual([
    ["SHIPPING", "1 King Street", "ON"],
    ["MAILING", "2 King Street", "NY"],
    ["PHYSICAL", "3 King Street", undefined],
  ]);
  const transaction = got(await world.api.getTransaction({ path: { transactionId: String(transaction_id) } }));
  expect(transaction).toMatchObject({ creditFinancialAccountId: financial_account_id, amount: "256.25" });
  const query = { acceptorId: String(customer_id) };
  expect(got(await world.api.listAcceptances({ query })).totalElements).toBe(2);
});

test("the link always shows where the workflow stands", async () => {
  const { link } = await startWorkflow(world, [step.customer, step.documents(consent)]);
  const visitor = await visit(link);
  expect((await visit(link)).shown.state).toBe("introduction");
  await visitor.send();
  expect((await visit(link)).shown).toMatchObject({ state: "step", step: "customer-account" });
  await visitor.send(person);
  expect((await visit(link)).shown).toMatchObject({ state: "step", step: "document-acceptance" });
  await visitor.send({ [`accepted.${consent.documentId}`]: "true" });
  expect((await visit(link)).shown).toMatchObject({ status: 200, state: "completed" });
});

test("a profile asks exactly for what the business wants to know", async () => {
  const asked = async (user: Parameters<typeof step.profile>[0]) => {
    const visitor = await visit((await startWorkflow(world, [step.profile(user)])).link);
    return Object.keys((await visitor.send()).values).filter((name) => !name.startsWith("_"));
  };
  expect(await asked({ personalInfo: ["dateOfBirth"] })).toEqual(["dateOfBirth"]);
  expect(await asked({ phoneNumber: ["WORK"] })).toEqual(["phoneNumber"]);
  const lines = ["streetLine1", "streetLine2", "apartmentNumber", "cityName", "zipCode", "countryCode", "stateCode"];
  const names = lines.map((name) => `addresses.0.${name}`);
  expect(await asked({ addresses: ["MAILING"] })).toEqual(names);
  expect(await asked({ addresses: ["SHIPPING"] })).toEqual([
    ...["addresses.0.name.firstName", "addresses.0.name.lastName"],
    ...names,
  ]);
});

test("14: where nothing else is asked, the customer confirms what is known", async () => {
  const parameters = { customerFinancialAccountId: world.customerAccountId };
  const { link, workflowId } = await startWorkflow(world, [{ name: "lookup-financial-account" }], { parameters });
  const visitor = await visit(link);
  expect(visitor.shown).toMatchObject({ state: "introduction", progress: "1 step" });
  expect(await visitor.send()).toMatchObject({ title: "Please confirm", progress: "Step 1 of 1" });
  expect(visitor.shown.known).toEqual({
    ...{ Name: "John Doe", "Phone number": phoneNumber, Account: "Visa card ending in 1111" },
  });
  expect(await visitor.send()).toMatchObject({ state: "completed", progress: "Done" });
  expect(visitor.shown.text).toContain("You confirmed that your details are right");
  expect((await read(workflowId)).status).toBe("COMPLETED");
});

test("a bank account in dollars and one in Canadian dollars take the routing numbers of their countries", async () => {
  const routed = async (currency: "USD" | "CAD", routingNo: string) => {
    const solution = { solution: "ach", priority: "NEXT_DAY" } as const;
    const accounts = got(
      await world.api.listFinancialAccounts({ query: { accountHolderTypes: ["BUSINESS_ACCOUNT"] } }),
    );
    const baFinancialAccountId = accounts.content.find((each) => each.currency === currency)?.id;
    const { link } = await startWorkflow(world, [step.account, step.money], {
      parameters: { ...rebate(world), ...solution, currency, baFinancialAccountId, financialAccountSubType: "SAVING" },
    });
    const visitor = await visit(link);
    expect(await visitor.send()).toMatchObject({ title: "Add your savings account" });
    expect(visitor.shown.values).toMatchObject({ nameOnAccount: "John Doe" });
    return visitor.send({ bankName: "Harbour Bank", routingNo, accountNumber: "000-1234 5678" });
  };
  expect((await routed("USD", "0210 00021")).known).toMatchObject({
    ...{ To: "Harbour Bank account ending in 5678", How: "Bank transfer (ACH), next day" },
    Arrives: expect.stringMatching(/^By \w+day, .+ at 8:30 AM E[SD]T, if you confirm now$/),
  });
  expect((await routed("CAD", "000100011")).text).toContain("You receive CA$256.25 from Harbour Trading");
});

test("a payment that takes its time is on its way until it has arrived", async () => {
  const wire = { transactionType: "REQUEST", solution: "wire", priority: "NEXT_DAY" } as const;
  const parameters = {
    ...{ ...rebate(world), ...wire, description: "Invoice 12", memo: "With thanks" },
    financialAccountSubType: "CHECKING" as const,
  };
  const { link } = await startWorkflow(world, [step.account, step.money], { parameters });
  const visitor = await visit(link);
  await visitor.send();
  const holder = { bankName: "Harbour Bank", routingNo: "021000021", accountNumber: "12345678" };
  const home = { addressLine1: "1 Main Street", city: "Albany", stateCode: "NY", countryCode: "USA" };
  const address = Object.entries(home).map(([key, value]) => [`billingAddress.${key}`, value]);
  const review = await visitor.send({ ...holder, ...Object.fromEntries(address) });
  expect(review.known).toMatchObject({
    ...{ From: "Harbour Bank account ending in 5678", To: "Harbour Trading", How: "Wire transfer" },
    ...{ Description: "Invoice 12", Memo: "With thanks" },
  });
  expect(review.text).toContain("You pay $256.25 to Harbour Trading");
  const done = await visitor.send();
  expect(done.known.Status).toMatch(/^On its way, expected by \w+day, .+ at 6:00 PM E[SD]T$/);
  await world.advance("P5D");
  expect((await visitor.reload()).known.Status).toMatch(/^Paid on \w+day, .+ at 6:00 PM E[SD]T$/);
});

test("a page loads what is ours only, runs no script of its own, and is kept nowhere", async () => {
  const { link } = await startWorkflow(world, [step.documents(consent)]);
  const answer = await fetch(link);
  expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const html = await answer.text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(files).toContain("/pages/rocketkor/linx.css");
  for (const path of files) expect([path, (await fetch(new URL(path, link))).status]).toEqual([path, 200]);
});
