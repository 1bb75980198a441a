import { createControlClient } from "@understudy/client/control";
import { createRocketkorClient } from "@understudy/client/rocketkor";
import { createRocketkorControlClient } from "@understudy/client/rocketkor-control";
import { expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { documented } from "../documented.ts";
import { told } from "./support/money.ts";
import { got } from "./support/sandbox.ts";
import { sample } from "./support/seed.ts";
import { sender } from "./support/send.ts";

const { publicUrl } = await testServer();
const path = { sandboxId: "sbx_default" };
const platform = createControlClient({ baseUrl: publicUrl });
const portal = createRocketkorControlClient({ baseUrl: publicUrl });
const api = createRocketkorClient({ baseUrl: `${publicUrl}/rocketkor`, accessToken: documented.accessToken });
const send = sender(`${publicUrl}/rocketkor`, `Bearer ${documented.accessToken}`);

const { customerId, customerFinancialAccountId: card, businessFinancialAccountId: business } = documented;
const names = { [card]: "card", [business]: "business" };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("32: the seed's sample is taken by the default sandbox as it stands, and is gone through to its end", async () => {
  await platform.moveClock({ path, body: { set: "2026-01-15T12:30:00Z" } });
  const receiver = await testReceiver();
  const types = ["linx.workflow-updated", "transactions.status-changed"] as const;
  got(await portal.createSubscription({ path, body: { event_types: [...types], receiver_url: receiver.url } }));

  const { status, body: made } = await send("POST", "/v2/linx/workflows", { json: sample });
  expect(status).toBe(201);
  expect(made).toEqual({
    ...{ workflowId: expect.stringMatching(uuid), templateId: "", templateVersionId: "" },
    result: { successful: true },
    steps: sample.steps.map(({ name }) => ({ stepName: name, stepId: expect.stringMatching(uuid) })),
  });
  expect(Object.keys(made)).toEqual(["workflowId", "templateId", "templateVersionId", "result", "steps"]);
  const { workflowId } = made;

  const detail = got(await api.getLinxWorkflow({ path: { workflowId } }));
  expect(detail).toMatchObject({
    ...{ id: workflowId, status: "ACTIVE", title: sample.title, currentStep: 3, phoneNumber: "+16471234567" },
    ...{ email: "john.doe@example.com", expireAt: "2026-01-17T12:30:00.000000Z" },
    nextNotificationAt: "2026-01-16T12:30:00.000000Z",
  });
  for (const absent of ["templateId", "templateVersionId", "completedAt", "declineReason"])
    expect(detail).not.toHaveProperty(absent);
  expect(detail.steps.map(({ stepName, status }) => `${stepName} ${status}`)).toEqual([
    "notification COMPLETED",
    "lookup-profile COMPLETED",
    "enhance-profile ACTIVE",
    "lookup-financial-account CREATED",
    "document-acceptance CREATED",
    "move-money CREATED",
  ]);
  expect(detail.steps.at(-1)).toMatchObject({
    ...{ stepDisplayName: "Transaction Summary", stepDescription: "Review and confirm your transaction summary." },
    data: {
      amount: "256.25",
      currency: "USD",
      solution: "push-to-card",
      priority: "IMMEDIATE",
      transactionType: "SEND",
    },
  });

  const { link } = got(await portal.getWorkflow({ path: { ...path, workflowId } }));
  expect(got(await platform.listMessages({ path, query: { subject: workflowId } })).data).toEqual([
    {
      ...{ id: expect.stringMatching(/^msg_/), at: "2026-01-15T12:30:00.000Z", channel: "SMS", to: "+16471234567" },
      ...{ body: `You have a rebate ${link}`, provider: "rocketkor", subject: workflowId, status: "kept", error: null },
    },
  ]);
  expect((await fetch(link)).status).toBe(200);

  const finished = got(await portal.finishWorkflow({ path: { ...path, workflowId }, body: {} }));
  expect(finished).toMatchObject({
    ...{ status: "COMPLETED", current_step: null, customer_id: customerId, financial_account_id: card },
    next_notification_at: null,
  });
  const transactionId = String(finished.transaction_id);

  const completed = got(await api.getLinxWorkflow({ path: { workflowId } }));
  expect(completed).toMatchObject({
    ...{ status: "COMPLETED", currentStep: 6, completedAt: "2026-01-15T12:30:00.000000Z" },
  });
  expect(completed.steps.every((step) => step.status === "COMPLETED")).toBe(true);
  expect(completed.steps.map(({ id }) => id)).toEqual(made.steps.map(({ stepId }: { stepId: string }) => stepId));

  const customer = got(await api.getCustomer({ path: { customerId } }));
  expect(customer).toMatchObject({ salutation: expect.any(String), dateOfBirth: expect.stringMatching(/^\d{4}-/) });
  expect(customer.addresses?.map(({ type }) => type).toSorted()).toEqual(["MAILING", "PHYSICAL", "SHIPPING"]);
  const acceptances = got(await api.listAcceptances({ query: { financialAccountId: card } })).content;
  expect(acceptances).toMatchObject([
    { documentId: "ebt-communication-consent", accepted: true, acceptorType: "CUSTOMER", acceptorId: customerId },
  ]);

  const transaction = got(await api.getTransaction({ path: { transactionId } }));
  expect(transaction).toMatchObject({
    ...{ debitFinancialAccountId: business, creditFinancialAccountId: card, transactionType: "SEND" },
    ...{ solution: "push-to-card", amount: "256.25", currency: "USD", paymentReasonId: "payment-of-rebates" },
    ...{ settlementPriority: "IMMEDIATE", latestStatus: { status: "SETTLED" } },
  });
  const postings = got(await portal.listPostings({ path, query: { transaction_id: transactionId } })).data;
  expect(postings.toReversed().map((posting) => told(posting, names))).toEqual([
    "hold: -256.25 business available, 256.25 business held",
    "settle: -256.25 business held, 256.25 card available",
  ]);
  const query = { embed: "balances" } as const;
  const account = got(await api.getFinancialAccount({ path: { financialAccountId: business }, query }));
  expect(account._embedded?.balances).toEqual({
    USD: {
      accountBalance: "99743.75",
      availableBalance: "99743.75",
      pendingWithdrawals: "0.00",
      pendingDeposits: "0.00",
    },
  });
  const outside = got(await portal.getFinancialAccount({ path: { ...path, financialAccountId: card } }));
  expect(outside.balances).toEqual({ available: "10256.25", held: "0.00" });

  const history = got(await api.getLinxWorkflowNotificationHistory({ path: { workflowId } }));
  expect(history).toEqual([
    {
      ...{ serial: 0, channel: "SMS", origin: "INITIAL", notifiedAt: "2026-01-15T12:30:00.000000Z" },
      notifiedBy: { id: documented.serviceAccountId, type: "service-account" },
    },
  ]);

  await platform.moveClock({ path, body: { advance: "PT0S" } });
  const heard = (type: string) => receiver.received.map(({ body }) => body).filter((body) => body.type === type);
  const steps = heard("linx.workflow-updated").map(({ data }) => data);
  expect(steps.map(({ workflowId: id }) => id)).toEqual(steps.map(() => workflowId));
  expect(steps.map(({ currentStepStatus: { name, status } }) => `${name} ${status}`).toSorted()).toEqual(
    sample.steps.map(({ name }) => `${name} COMPLETED`).toSorted(),
  );
  const statuses = heard("transactions.status-changed").map(({ data }) => data);
  expect(statuses.map(({ status }) => status).toSorted()).toEqual(
    ["NEW", "PENDING", "PROCESSING", "APPROVED", "SETTLED"].toSorted(),
  );
  for (const data of statuses) expect(data).toMatchObject({ transactionId, amount: 256.25, solution: "push-to-card" });
});

it("37: two equal requests are two workflows", async () => {
  const both = await Promise.all([1, 2].map(() => send("POST", "/v2/linx/workflows", { json: sample })));
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  const ids = both.map(({ body }) => body.workflowId);
  expect(ids[0]).not.toBe(ids[1]);
  for (const subject of ids)
    expect(got(await platform.listMessages({ path, query: { subject } })).data).toHaveLength(1);
});
