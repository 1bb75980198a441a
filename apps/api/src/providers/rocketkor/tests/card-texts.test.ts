import pino from "pino";
import { expect, test } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf } from "./support/journeys.ts";
import { profile, profileAnswers } from "./support/profile.ts";
import { bankAccountFor, cardFor, company, mailing, person } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { tablesOf } from "./support/tables.ts";
import { type Answers, visit } from "./support/visitor.ts";
import { type Parameters, rebate, type Steps, startWorkflow, step } from "./support/workflows.ts";

const lines: string[] = [];
const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
const { database, start } = await testHouse({ LOG_LEVEL: "trace" }, log);
const [world, receiver] = [await openSandbox(await start()), await testReceiver()];
const tablesWith = tablesOf(database);
const { send, control, customerId, portal, path, api, settle } = world;
const { complete, finish, look, events } = journeysOf(world);
got(
  await portal.createSubscription({
    path,
    body: { event_types: ["linx.workflow-updated", "customer.status-updated"], receiver_url: receiver.url },
  }),
);

/** Each test has a number of its own, as it is written and as it is kept; nothing may say any part of it that tells it. */
const nowhere = async (...spellings: readonly string[]) => {
  await settle();
  const told = receiver.received.map(({ rawBody }) => rawBody.toString());
  for (const spelling of spellings) {
    expect(await tablesWith(spelling)).toEqual([]);
    expect([...lines, ...told].filter((text) => text.includes(spelling))).toEqual([]);
  }
};
const noCard = "This looks like a card number. Leave it out.";
const again = "Enter it again. For your safety, this page does not keep it.";

async function standing(steps: Steps, parameters: Partial<Parameters> = {}) {
  const { link, workflowId } = await startWorkflow(world, steps, { parameters });
  const visitor = await visit(link);
  await visitor.send();
  return { visitor, workflowId };
}

const atCustomer = () => standing([step.customer]);
const atProfile = () => standing([step.profile(profile)]);
const atCard = () => standing([step.account], { financialAccountSubType: "CREDIT" });
const atBank = () =>
  standing([step.account, step.money], {
    ...{ ...rebate(world), solution: "ach", priority: "SAME_DAY", financialAccountSubType: "CHECKING" },
  });

const number = "5105105105105100";
const jane = { firstName: "Jane", lastName: "Roe", email: "jane@example.com" };
const card = { cardNumber: number, expiry: "08/35" };
const bank = { bankName: "Harbour Bank", routingNo: "021000021", accountNumber: "987650001234" };

test.each<[string, () => ReturnType<typeof standing>, Answers]>([
  ["firstName", atCustomer, { ...jane, firstName: number }],
  ["lastName", atCustomer, { ...jane, lastName: "Roe 5105 1051 0510 5100" }],
  ["email", atCustomer, { ...jane, email: `${number}@example.com` }],
  ["phoneNumber", atCustomer, { ...jane, phoneNumber: number }],
  ["salutation", atProfile, { ...profileAnswers, salutation: number }],
  ["dateOfBirth", atProfile, { ...profileAnswers, dateOfBirth: number }],
  ["addresses.0.name.firstName", atProfile, { ...profileAnswers, "addresses.0.name.firstName": number }],
  ["addresses.1.streetLine2", atProfile, { ...profileAnswers, "addresses.1.streetLine2": `Flat ${number}` }],
  ["addresses.2.zipCode", atProfile, { ...profileAnswers, "addresses.2.zipCode": "5105-1051-0510-5100" }],
  ["expiry", atCard, { ...card, expiry: number }],
  ["firstName", atCard, { ...card, firstName: "5105 1051-0510 5100" }],
  ["lastName", atCard, { ...card, lastName: number }],
  ["bankName", atBank, { ...bank, bankName: number }],
  ["nameOnAccount", atBank, { ...bank, nameOnAccount: number }],
])("a card's number in %s is told there, and comes back on no page", async (field, at, answers) => {
  const { visitor } = await at();
  const refused = await visitor.send(answers);
  expect([refused.status, refused.errors[field], refused.values[field]]).toEqual([422, noCard, ""]);
  for (const spelling of [number, "5105 1051", "5105-1051", "0510 5100"]) expect(refused.html).not.toContain(spelling);
  expect((await visitor.reload()).html).not.toContain(number);
});

test("what was sent in those pages is not kept, told or logged", async () => {
  await nowhere(number, "5105 1051", "5105-1051");
});

test("a number that only may be a card's is not shown again, and whoever mends the rest is told so", async () => {
  const { visitor } = await atCustomer();
  const refused = await visitor.send({ ...jane, lastName: "No. 79927398713", email: "" });
  expect(refused.errors).toEqual({ lastName: again, email: "Enter your email address." });
  expect([refused.html.includes("79927398713"), refused.values.firstName]).toEqual([false, "Jane"]);
});

test("completing a step refuses it by its place, and says nothing of it", async () => {
  const [mine, theirs] = ["6011111111111117", "3530111333300000"];
  const { workflowId } = await startWorkflow(world, [step.customer, step.account], {
    parameters: { financialAccountSubType: "CHECKING" },
  });
  const at = `/workflows/${workflowId}/step/complete`;
  const refused = await control("POST", at, { json: { values: { ...jane, firstName: `Jane ${mine}` } } });
  expect([refused.status, refused.body.errors]).toEqual([
    400,
    [{ field: "values.firstName", rule: "FIELD_INVALID", fix: "firstName looks like a card number; leave it out." }],
  ]);
  got(await complete(workflowId, jane));
  const fields = { bankName: theirs, routingNo: "011000015", accountNumber: "000123456789", nameOnAccount: theirs };
  const wrong = await control("POST", at, { json: { values: fields } });
  expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual([
    ...["values.bankName", "values.nameOnAccount"],
  ]);
  got(await complete(workflowId, { ...fields, bankName: "Harbour Bank", nameOnAccount: "Jane Roe" }));
  const told = [
    refused.text,
    wrong.text,
    JSON.stringify(await look(workflowId)),
    JSON.stringify(await events(workflowId)),
  ];
  for (const spelling of [mine, theirs]) expect(told.filter((text) => text.includes(spelling))).toEqual([]);
  await nowhere(mine, theirs);
});

test("so does finishing a workflow, which stays at the step that was answered with it", async () => {
  const mine = "378282246310005";
  const { workflowId } = await startWorkflow(world, [step.customer, step.profile({ personalInfo: ["salutation"] })]);
  const values = { "customer-account": jane, "enhance-profile": { salutation: "3782 822463 10005" } };
  const refused = await finish(workflowId, { values });
  expect([refused.response.status, refused.error]).toMatchObject([
    400,
    { errors: [{ field: "values.enhance-profile.salutation", rule: "FIELD_INVALID" }] },
  ]);
  const after = await look(workflowId);
  expect(after).toMatchObject({ status: "ACTIVE", current_step: { name: "enhance-profile" } });
  const told = [refused.error, after, await events(workflowId)].map((each) => JSON.stringify(each));
  for (const spelling of [mine, "3782 822463 10005"])
    expect(told.filter((text) => text.includes(spelling))).toEqual([]);
  await nowhere(mine, "3782 822463 10005");
});

test("over the API no name and no other text that is shown holds one", async () => {
  const [whole, grouped] = ["4012888888881881", "4012 8888 8888 1881"];
  const { businessAccountId, customerAccountId } = world;
  const [title, parameters] = ["Rebate", { phoneNumber: "+16475550123", customerId }];
  const steps = [{ name: "notification" }, { name: "lookup-profile" }];
  const payment = {
    ...{ transactionType: "SEND", solution: "push-to-card", amount: 5, currency: "USD" },
    ...{ debitFinancialAccountId: businessAccountId, creditFinancialAccountId: customerAccountId },
    paymentReasonId: "payment-of-rebates",
  };
  const bankAccount = bankAccountFor(customerId);
  const named = cardFor(customerId);
  const asks: [string, string, object, readonly string[]][] = [
    [
      "POST",
      "/v2/linx/workflows",
      { title: whole, customerMemo: grouped, steps, parameters },
      ["title", "customerMemo"],
    ],
    [
      ...(["POST", "/v2/linx/workflows"] as const),
      { title, steps, parameters: { ...parameters, introductoryMessage: `For ${whole}:` } },
      ["parameters.introductoryMessage"],
    ],
    [
      ...(["POST", "/v2/linx/templates"] as const),
      { displayName: whole, description: grouped, definition: { steps } },
      ["displayName", "description"],
    ],
    ["POST", "/v1/transactions", { ...payment, description: whole, memo: grouped }, ["description", "memo"]],
    ["POST", "/v1/customers", { ...person, firstName: whole, lastName: grouped }, ["firstName", "lastName"]],
    ["POST", "/v1/customers", { ...company, businessName: whole }, ["businessName"]],
    [
      ...(["PUT", `/v1/customers/${customerId}`] as const),
      {
        ...person,
        addresses: [{ ...mailing, type: "SHIPPING", name: { firstName: "Mary", lastName: whole } }],
      },
      ["addresses.0.name.lastName"],
    ],
    [
      ...(["POST", "/v1/external-bank-accounts"] as const),
      {
        ...bankAccount,
        name: whole,
        bankAccount: { ...bankAccount.bankAccount, bankName: grouped, nameOnAccount: whole },
      },
      ["name", "bankAccount.bankName", "bankAccount.nameOnAccount"],
    ],
    [
      ...(["POST", "/v1/external-cards"] as const),
      { ...named, card: { ...named.card, cardNumber: whole, lastName: whole } },
      ["card.lastName"],
    ],
  ];
  for (const [method, at, json, fields] of asks) {
    const { status, text, body } = await send(method, at, { json });
    const { errors } = body.result?.error ?? body;
    expect([at, status, errors.map((each: { path: string }) => each.path).toSorted()]).toEqual([
      ...[at, 400, fields.toSorted()],
    ]);
    expect(errors.map((each: { errorCode: string }) => each.errorCode)).toEqual(fields.map(() => "FIELD_INVALID"));
    expect([text.includes(whole), text.includes(grouped)]).toEqual([false, false]);
  }
  const accepted = { ...person, primaryEmail: { value: "1718000000000@example.com" }, lastName: "Major 1718000000000" };
  expect((await api.createCustomer({ body: accepted })).response.status).toBe(201);
  await nowhere(whole, grouped);
});
