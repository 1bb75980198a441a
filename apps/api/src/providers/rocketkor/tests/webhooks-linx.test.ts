import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { moneyOf, paymentIn, toBank } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { consent, step } from "./support/workflows.ts";

const server = await testServer();
const types = [
  "linx.workflow-updated",
  "transactions.status-changed",
  "customer.status-updated",
  "financial-account.state-updated",
] as const;

/** A sandbox that tells a receiver of all that happens. */
async function opened(signing_secret?: string) {
  const [world, receiver] = [await openSandbox(server), await testReceiver()];
  const { portal, path, settle } = world;
  const body = { event_types: [...types], receiver_url: receiver.url, ...(signing_secret && { signing_secret }) };
  got(await portal.createSubscription({ path, body }));
  return {
    ...{ ...world, ...journeysOf(world), receiver },
    /** What has come of a type when nothing is left to be sent, in the order in which it happened. */
    async heard(type: (typeof types)[number], subject: string) {
      await settle();
      const events = got(await world.platform.listEvents({ path, query: { subject, type } })).data.toReversed();
      const bodies = receiver.received.map((each) => each.body).filter((each) => each.type === type);
      const own = bodies.filter((each) => Object.values(each.data).includes(subject));
      expect(own).toHaveLength(events.length);
      return events.map(({ id }) => own.find((each) => each.id === id));
    },
  };
}

interface Told {
  readonly name: string;
  readonly status: string;
}
const short = (told?: Told) => (told ? `${told.name} ${told.status}` : "-");
/** `<previous> | <current> | <next>` */
const steps = (bodies: readonly { readonly data: Readonly<Record<string, Told>> }[]) =>
  bodies.map(({ data }) =>
    [data.previousStepStatus, data.currentStepStatus, data.nextStepStatus].map(short).join(" | "),
  );

describe("61: linx.workflow-updated", () => {
  it("comes for every step that is done, with those before and behind it", async () => {
    const world = await opened();
    const { begin, finish, heard, customerId } = world;
    const id = await begin({
      title: "x",
      steps: [...look, step.profile({ personalInfo: ["salutation"] }), step.documents(consent)],
      parameters: { phoneNumber: "+16475550123", customerId },
    });
    expect(steps(await heard("linx.workflow-updated", id))).toEqual([
      "- | notification COMPLETED | lookup-profile ACTIVE",
      "notification COMPLETED | lookup-profile COMPLETED | enhance-profile ACTIVE",
    ]);
    got(await finish(id));
    expect(steps(await heard("linx.workflow-updated", id)).slice(2)).toEqual([
      "lookup-profile COMPLETED | enhance-profile COMPLETED | document-acceptance ACTIVE",
      "enhance-profile COMPLETED | document-acceptance COMPLETED | -",
    ]);
  });

  it("is written as the provider writes it", async () => {
    const { begin, heard, read, start, receiver, ...world } = await opened();
    const id = await begin(payout({ ...world, start }));
    const [first] = await heard("linx.workflow-updated", id);
    const { steps: now } = await read(id);
    const at = linxTime(start);
    const told = (index: number, status: string) => ({
      ...{ id: now[index]?.id, status, name: now[index]?.stepName, displayName: now[index]?.stepDisplayName },
      updateAt: at,
    });
    expect(first).toEqual({
      ...{
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        type: "linx.workflow-updated",
        createdAt: start.toISOString(),
      },
      data: {
        workflowId: id,
        currentStepStatus: told(0, "COMPLETED"),
        nextStepStatus: told(1, "ACTIVE"),
      },
    });
    const [request] = receiver.received;
    expect([request?.method, request?.headers["content-type"]]).toEqual(["POST", "application/json"]);
    expect(Object.keys(request?.headers ?? {}).filter((name) => name.includes("signature"))).toEqual([]);
  });

  it("says FAILED of a confirmation that failed, each time, and COMPLETED of the one that did not", async () => {
    const world = await opened();
    const { begin, finish, heard } = world;
    const { open, adjust } = moneyOf(world);
    const business = await open("1.00");
    const id = await begin(payout(world, { baFinancialAccountId: business, amount: 2 }));
    got(await finish(id));
    got(await finish(id));
    got(await adjust(business, "1.00"));
    got(await finish(id));
    expect(steps(await heard("linx.workflow-updated", id)).slice(3)).toEqual([
      "lookup-financial-account COMPLETED | move-money FAILED | -",
      "lookup-financial-account COMPLETED | move-money FAILED | -",
      "lookup-financial-account COMPLETED | move-money COMPLETED | -",
    ]);
  });

  it("says DECLINED of the step at which the customer declined", async () => {
    const world = await opened();
    const id = await world.begin(payout(world));
    got(await world.decline(id));
    expect(steps(await world.heard("linx.workflow-updated", id)).at(-1)).toBe(
      "lookup-financial-account COMPLETED | move-money DECLINED | -",
    );
  });

  it("does not come where no step has changed", async () => {
    const world = await opened();
    const ids = [await world.begin(payout(world)), await world.begin(payout(world))];
    const [cancelled = "", expired = ""] = ids;
    got(await world.resend(cancelled));
    got(await world.extend(cancelled, 1));
    got(await world.cancel(cancelled));
    await world.advance("P100D");
    for (const id of [cancelled, expired]) expect(await world.heard("linx.workflow-updated", id)).toHaveLength(3);
  });
});

describe("60: transactions.status-changed", () => {
  it("comes for every status, as the transaction advances", async () => {
    const world = await opened();
    await world.goTo("2027-01-14T15:00:00Z");
    const { pay, reverse } = moneyOf(world);
    const { id } = await pay({ ...paymentIn(world), ...toBank(world), amount: "256.25" });
    const statuses = async () => (await world.heard("transactions.status-changed", id)).map(({ data }) => data.status);
    expect(await statuses()).toEqual(["NEW", "PENDING"]);
    await world.goTo("2027-01-14T20:00:00Z");
    expect((await statuses()).slice(2)).toEqual(["PROCESSING", "APPROVED"]);
    await world.goTo("2027-01-15T00:00:00Z");
    got(await reverse(id));
    expect((await statuses()).slice(4)).toEqual(["SETTLED", "REVERSED"]);
    const told = await world.heard("transactions.status-changed", id);
    const { customerId, businessAccountId, customerBankAccountId } = world;
    expect(told[4]).toEqual({
      ...{ id: expect.any(String), type: "transactions.status-changed", createdAt: "2027-01-14T23:00:00.000Z" },
      data: {
        ...{ transactionId: id, debitFinancialAccountId: businessAccountId, maskedDebitAccountNumber: "******4523" },
        ...{ debitAccountHolderId: expect.any(String), debitAccountHolderType: "BUSINESS_ACCOUNT" },
        ...{ creditFinancialAccountId: customerBankAccountId, maskedCreditAccountNumber: "******6789" },
        ...{ creditAccountHolderId: customerId, creditAccountHolderType: "CUSTOMER", transactionType: "SEND" },
        ...{ paymentReasonId: "payment-of-rebates", amount: 256.25, currency: "USD", solution: "ach" },
        ...{ status: "SETTLED", createdAt: "2027-01-14T23:00:00.000Z" },
      },
    });
    expect(told[5]?.data).toMatchObject({ reversalReason: "DUPLICATE_PAYMENT", status: "REVERSED" });
  });

  it("comes for what a confirmation made, and says why that failed", async () => {
    const world = await opened();
    const { open } = moneyOf(world);
    const id = await world.begin(payout(world, { baFinancialAccountId: await open("1.00"), amount: 2 }));
    const { transaction_id } = got(await world.finish(id));
    const told = await world.heard("transactions.status-changed", String(transaction_id));
    expect(told.map(({ data }) => data.status)).toEqual(["NEW", "DECLINED"]);
    expect(told[1]?.data.message).toBe("Insufficient funds in the debit account");
  });
});

describe("59: what a journey makes", () => {
  it("is told too: the new customer and the new account", async () => {
    const world = await opened();
    const id = await world.begin({
      ...{ title: "x", steps: [{ name: "notification" }, step.customer, step.account] },
      parameters: { phoneNumber: "+16475550123", financialAccountSubType: "DEBIT" },
    });
    const { customer_id, financial_account_id } = got(await world.finish(id));
    const [customer] = await world.heard("customer.status-updated", String(customer_id));
    expect(customer?.data).toMatchObject({ customerId: customer_id, status: "ACTIVE" });
    expect(customer?.data).not.toHaveProperty("previousStatus");
    const [account] = await world.heard("financial-account.state-updated", String(financial_account_id));
    expect(account?.data).toMatchObject({ financialAccountId: financial_account_id, status: "ACTIVE" });
  });
});

describe("a delivery", () => {
  it("is signed where a secret was set, over the very bytes", async () => {
    const secret = "a secret of ours: ż";
    const world = await opened(secret);
    const id = await world.begin(payout(world, { introductoryMessage: "Żółw" }));
    await world.heard("linx.workflow-updated", id);
    for (const { rawBody, headers } of world.receiver.received)
      expect(headers["x-understudy-signature"]).toBe(createHmac("sha256", secret).update(rawBody).digest("hex"));
  });

  it("comes again, the same to the byte, until it is taken", async () => {
    const world = await opened();
    world.receiver.answer(500);
    const id = await world.begin(payout(world));
    await world.settle();
    expect(world.receiver.received).toHaveLength(3);
    await world.advance("PT59S");
    expect(world.receiver.received).toHaveLength(3);
    await world.advance("PT1S");
    expect(world.receiver.received).toHaveLength(6);
    world.receiver.answer(204);
    await world.advance("P1D");
    const seen = world.receiver.received.map(({ rawBody }) => rawBody.toString()).filter((text) => text.includes(id));
    expect([seen.length, new Set(seen).size]).toEqual([9, 3]);
  });
});
