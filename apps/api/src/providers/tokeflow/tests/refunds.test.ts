import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { transactionStatuses } from "../rules/transaction.ts";
import { given } from "./support/given.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

const refund = (json: object) => world.send("POST", "/refunds", { json });
const made = async (transaction_id: string, amount?: number) =>
  got(await world.merchant.createRefund({ body: { transaction_id, ...(amount !== undefined && { amount }) } })).data;

const refundable = ["authorized", "refund_pending", "partially_refunded"];

it.each(transactionStatuses.filter((each) => !refundable.includes(each)))(
  "58: a transaction in %s is not refunded",
  async (status) => {
    const before = await given(world, status);
    const answer = await refund({ transaction_id: before.id });
    expect(answer).toMatchObject({ status: 400, body: { error: { type: "validation_error", code: "INVALID_STATE" } } });
    expect(await world.read(before.id)).toEqual(before);
    expect((await world.send("GET", `/refunds?transaction_id=${before.id}&status=pending`)).body.data).toEqual([]);
  },
);

it("59: a refund is pending at first and its transaction refund_pending at once", async () => {
  const { id: transaction_id } = await world.charge();
  const { status, body } = await refund({ transaction_id, reason: "requested", metadata: { ticket: "4711" } });
  expect(status).toBe(201);
  expect(body.data).toEqual({
    id: expect.stringMatching(/^rfn_/),
    transaction_id,
    merchant_id: world.merchantId,
    amount: 15_000,
    currency: "BRL",
    status: "pending",
    reason: "requested",
    psp_refund_id: expect.any(String),
    metadata: { ticket: "4711" },
    created_at: world.start.toISOString(),
    updated_at: world.start.toISOString(),
  });
  const { amount_authorized, amount_captured, status: now } = await world.read(transaction_id);
  expect({ amount_authorized, amount_captured, now }).toEqual({
    ...{ amount_authorized: 15_000, amount_captured: 15_000, now: "refund_pending" },
  });
});

it("59: how it ends is told by an event, and the amounts stay on record", async () => {
  const { id } = await world.charge();
  const first = await made(id, 5_000);
  got(await world.settleRefund(first.id, "succeeded"));
  expect(await world.read(id)).toMatchObject({ status: "partially_refunded", amount_captured: 15_000 });
  const second = await made(id);
  expect(second.amount).toBe(10_000);
  got(await world.settleRefund(second.id, "succeeded"));
  expect(await world.read(id)).toMatchObject({ status: "refunded", amount_captured: 15_000 });
  expect((await world.events(id)).map(({ type, data }) => [type, data.status])).toEqual([
    ["transaction.created", "authorized"],
    ["transaction.authorized", "authorized"],
    ["transaction.refund_created", "refund_pending"],
    ["transaction.refund_pending", "refund_pending"],
    ["transaction.partially_refunded", "partially_refunded"],
    ["transaction.refund_created", "refund_pending"],
    ["transaction.refund_pending", "refund_pending"],
    ["transaction.refunded", "refunded"],
  ]);
  const read = got(await world.merchant.getRefund({ path: { id: first.id } })).data;
  expect(read).toEqual({ ...first, status: "succeeded" });
});

it("59: a refund that fails gives the transaction its former status back", async () => {
  const { id } = await world.charge();
  const { id: failing } = await made(id);
  got(await world.settleRefund(failing, "failed"));
  expect((await world.read(id)).status).toBe("authorized");
  const part = await made(id, 1_000);
  got(await world.settleRefund(part.id, "succeeded"));
  const { id: failingAgain } = await made(id);
  got(await world.settleRefund(failingAgain, "failed"));
  expect((await world.read(id)).status).toBe("partially_refunded");
  expect((await made(id)).amount).toBe(14_000);
});

it("59: the transaction leaves refund_pending with its last pending refund", async () => {
  const { id } = await world.charge();
  const [one, other] = [await made(id, 1_000), await made(id, 2_000)];
  got(await world.settleRefund(one.id, "succeeded"));
  expect((await world.read(id)).status).toBe("refund_pending");
  got(await world.settleRefund(other.id, "succeeded"));
  expect((await world.read(id)).status).toBe("partially_refunded");
});

it("59: a refund is settled once, two settlements at once included", async () => {
  const { id } = await world.charge();
  const { id: refundId } = await made(id, 1_000);
  const answers = await Promise.all(Array.from({ length: 10 }, () => world.settleRefund(refundId, "succeeded")));
  expect(answers.map(({ response }) => response.status).toSorted()).toEqual([200, ...Array(9).fill(409)]);
  expect((await made(id)).amount).toBe(14_000);
});

it("60: refunds never exceed what was captured", async () => {
  const { id } = await world.charge({ capture: false });
  got(await world.merchant.captureTransaction({ path: { id }, body: { amount: 10_000 } }));
  await made(id, 4_000);
  const { status, body } = await refund({ transaction_id: id, amount: 6_001 });
  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    type: "validation_error",
    details: { amount: [expect.stringContaining("6000")] },
  });
  await made(id, 6_000);
  expect((await refund({ transaction_id: id, amount: 1 })).status).toBe(400);
  expect((await refund({ transaction_id: id })).status).toBe(400);
});

it("60: of 50 partial refunds at once exactly as many are taken as the capture covers", async () => {
  const { id } = await world.charge();
  const answers = await Promise.all(Array.from({ length: 50 }, () => refund({ transaction_id: id, amount: 400 })));
  const taken = answers.filter(({ status }) => status === 201);
  expect(taken).toHaveLength(37);
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(13);
  const listed = await world.send("GET", `/refunds?transaction_id=${id}&limit=100`);
  const sum = listed.body.data.reduce((total: number, { amount }: { amount: number }) => total + amount, 0);
  expect({ total: listed.body.meta.pagination.total, sum }).toEqual({ total: 37, sum: 14_800 });
  expect((await made(id)).amount).toBe(200);
});

it("60: of 20 full refunds at once one is taken", async () => {
  const { id } = await world.charge();
  const answers = await Promise.all(Array.from({ length: 20 }, () => refund({ transaction_id: id })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(400)]);
});

it("60: a refund and a void at once never both take the money", async () => {
  for (let round = 0; round < 10; round++) {
    const { id } = await world.charge();
    const [refunded, voided] = await Promise.all([
      refund({ transaction_id: id }),
      world.send("POST", `/transactions/${id}/void`),
    ]);
    expect([refunded?.status, voided?.status].toSorted()).toEqual(expect.arrayContaining([400]));
    expect((await world.read(id)).status).toBe(voided?.status === 200 ? "voided" : "refund_pending");
  }
});

it.each([0, -1, 1.5, "100", null, 2 ** 31])("60: %j is no amount to refund", async (amount) => {
  const before = await world.charge();
  const { status, body } = await refund({ transaction_id: before.id, amount });
  expect({ status, fields: Object.keys(body.error.details) }).toEqual({ status: 400, fields: ["amount"] });
  expect(await world.read(before.id)).toEqual(before);
});

it("a transaction that nobody knows is 404, another merchant's too", async () => {
  const { id } = await world.charge();
  const { merchant_key: key } = await world.anotherMerchant();
  expect((await refund({ transaction_id: "tx_absent" })).status).toBe(404);
  const theirs = await world.send("POST", "/refunds", { key, json: { transaction_id: id } });
  expect(theirs).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
  expect((await refund({})).body.error.details).toHaveProperty("transaction_id");
});

it("refunds are listed newest first, by transaction and status", async () => {
  const own = await openWorld(server);
  const { id } = await own.charge();
  const ids: string[] = [];
  for (const amount of [100, 200, 300])
    ids.push(got(await own.merchant.createRefund({ body: { transaction_id: id, amount } })).data.id);
  got(await own.settleRefund(ids[0] ?? "", "failed"));
  const listed = async (query: string) =>
    (await own.send("GET", `/refunds?${query}`)).body.data.map((each: { id: string }) => each.id);
  expect(await listed("")).toEqual(ids.toReversed());
  expect(await listed(`transaction_id=${id}&status=pending`)).toEqual(ids.slice(1).toReversed());
  expect(await listed("status=failed")).toEqual(ids.slice(0, 1));
  expect(await listed("transaction_id=tx_absent")).toEqual([]);
  expect((await own.send("GET", "/refunds?status=done")).status).toBe(400);
});
