import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { type TransactionStatus, transactionStatuses } from "../rules/transaction.ts";
import { given } from "./support/given.ts";
import { approving, got, openWorld } from "./support/world.ts";

const world = await openWorld(await testServer());

const refundStart = ["transaction.refund_created", "transaction.refund_pending"];

/** What happens on the way to each status, `transaction.created` first. */
const stories: Readonly<Record<TransactionStatus, readonly string[]>> = {
  pending: ["transaction.pending"],
  pre_authorized: ["transaction.pre_authorized"],
  authorized: ["transaction.authorized"],
  failed: ["transaction.failed"],
  canceled: ["transaction.pending", "transaction.canceled"],
  voided: ["transaction.authorized", "transaction.voided"],
  charged_back: ["transaction.authorized", "transaction.charged_back"],
  refund_pending: ["transaction.authorized", ...refundStart],
  capture_pending: ["transaction.pre_authorized"],
  refunded: ["transaction.authorized", ...refundStart, "transaction.refunded"],
  partially_refunded: ["transaction.authorized", ...refundStart, "transaction.partially_refunded"],
  expired: ["transaction.pending", "transaction.expired"],
};

/** The statuses that an event's payload may have; `created` shows what the creation came to. */
const named: Readonly<Record<string, readonly string[]>> = {
  "transaction.pre_authorized": ["capture_pending", "pre_authorized"],
  "transaction.refund_created": ["refund_pending"],
  "transaction.created": transactionStatuses,
};

it.each(transactionStatuses)("every status is reachable, and its way is told: %s", async (status) => {
  const { id } = await given(world, status);
  const types = (await world.events(id)).map(({ type }) => type).filter((type) => type.startsWith("transaction."));
  expect(types).toEqual(["transaction.created", ...stories[status]]);
});

it.each(transactionStatuses)(
  "64: on the way to %s every event shows the status that its type names",
  async (status) => {
    const transaction = await given(world, status);
    const events = (await world.events(transaction.id)).filter(({ type }) => type.startsWith("transaction."));
    for (const { type, data } of events) {
      expect(named[type] ?? [type.replace("transaction.", "")]).toContain(data.status);
      expect(Object.keys(data).toSorted()).toEqual(Object.keys(transaction).toSorted());
    }
    expect(events.at(-1)?.data).toEqual(transaction);
  },
);

it.each(transactionStatuses)("the order follows its transaction to %s", async (status) => {
  const { id, order_id, updated_at } = await given(world, status);
  const order = got(await world.merchant.getOrder({ path: { id: String(order_id) } })).data;
  expect(order).toMatchObject({ id: order_id, transaction_id: id, status, updated_at });
  const statuses = order.status_history.map((change) => change.status);
  expect(statuses.at(-1)).toBe(status);
  expect(statuses.every((one, place) => one !== statuses[place + 1])).toBe(true);
});

it("64: nothing that is refused or replayed is told", async () => {
  const { id } = await given(world, "authorized");
  const before = await world.events(id);
  await world.send("POST", `/transactions/${id}/capture`, { json: {} });
  await world.send("POST", "/refunds", { json: { transaction_id: id, amount: 15_001 } });
  expect(await world.events(id)).toEqual(before);
});

it("a dispute is opened once, closed once, and leaves the transaction charged_back", async () => {
  const { id } = await given(world, "charged_back");
  const path = { sandboxId: world.sandboxId };
  const disputes = got(await world.dashboard.listDisputes({ path, query: { transaction_id: id } })).data;
  expect(disputes).toMatchObject([{ transaction_id: id, amount: 15_000, status: "open" }]);
  expect((await world.settle(id, "charged_back")).response.status).toBe(409);
  const disputeId = String(disputes[0]?.id);
  const close = () => world.dashboard.closeDispute({ path: { ...path, disputeId }, body: { outcome: "lost" } });
  expect(got(await close()).status).toBe("lost");
  expect((await close()).response.status).toBe(409);
  expect((await world.read(id)).status).toBe("charged_back");
});

it.each(["capture", "void"])("a charged-back transaction is past %s", async (act) => {
  const { id } = await given(world, "charged_back");
  expect((await world.send("POST", `/transactions/${id}/${act}`, { json: {} })).status).toBe(400);
});

it("a verification has nothing to charge back or refund", async () => {
  const { id } = await world.charge({
    ...{ charge_type: "setup_verification", amount: 0, payment_instrument_id: approving },
  });
  expect((await world.settle(id, "charged_back")).response.status).toBe(409);
  expect((await world.send("POST", "/refunds", { json: { transaction_id: id } })).status).toBe(400);
});
