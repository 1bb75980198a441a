import { judgeWebhook } from "@understudy/conformance";
import document from "@understudy/contracts/tokeflow.json" with { type: "json" };
import { expect, it } from "vitest";
import type { Received } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { transactionStatuses } from "../rules/transaction.ts";
import { given } from "./support/given.ts";
import { listener, settled, typesOf } from "./support/webhooks.ts";
import { approving, cascading, got, openWorld } from "./support/world.ts";

const server = await testServer();

const expectSpecified = (received: readonly Received[]) => {
  for (const { headers, rawBody } of received) expect(judgeWebhook(document, { headers, body: rawBody })).toEqual([]);
};

it.each(transactionStatuses)("64: on the way to %s each webhook shows what was when it happened", async (status) => {
  const world = await openWorld(server);
  const { received } = await listener(world);
  const { id } = await given(world, status);
  await settled(world);
  expectSpecified(received);
  const told = received.filter(({ body }) => body.type.startsWith("transaction.")).map(({ body }) => body);
  const sent = Object.fromEntries(told.map(({ id, type, data, created_at: at }) => [id, { at, type, data }]));
  const happened = await world.events(id);
  expect(sent).toEqual(
    Object.fromEntries(
      happened.filter(({ type }) => type.startsWith("transaction.")).map(({ id, ...event }) => [id, event]),
    ),
  );
  for (const { type, data } of told) if (type === `transaction.${status}`) expect(data).toEqual(await world.read(id));
});

it("64: a retry that comes after a change still shows what was", async () => {
  const world = await openWorld(server);
  const { received, answer } = await listener(world, { event_types: ["transaction.authorized"] }, 500);
  const { id } = await world.charge();
  await settled(world);
  got(await world.merchant.voidTransaction({ path: { id } }));
  answer(200);
  await world.advance("PT1M");
  expect(received.map(({ body }) => body.data.status)).toEqual(["authorized", "authorized"]);
});

it("a dispute is told when it opens, after its charge, and when it ends", async () => {
  const world = await openWorld(server);
  const { received } = await listener(world, { event_types: ["dispute.opened", "dispute.won", "dispute.lost"] });
  for (const outcome of ["won", "lost"] as const) {
    const { id } = await given(world, "charged_back");
    const path = { sandboxId: world.sandboxId };
    const [{ id: disputeId } = expect.fail("no dispute")] = got(
      await world.dashboard.listDisputes({ path, query: { transaction_id: id } }),
    ).data;
    got(await world.dashboard.closeDispute({ path: { ...path, disputeId }, body: { outcome } }));
    await settled(world);
  }
  expectSpecified(received);
  expect(received.map(({ body }) => body.merchant_id)).toEqual(Array(4).fill(world.merchantId));
  expect(received.map(({ body }) => `${body.type} ${body.data.status}`).toSorted()).toEqual([
    ...["dispute.lost lost", "dispute.opened open", "dispute.opened open", "dispute.won won"],
  ]);
});

it("a card is told when it is stored, after its transaction, and when it is deleted", async () => {
  const world = await openWorld(server);
  const types = ["payment_instrument.created" as const, "payment_instrument.deleted" as const];
  const { received } = await listener(world, { event_types: types });
  const { payment_instrument_id: saved } = await world.charge({
    ...{ charge_type: "setup_verification", amount: 0, card_ciphertext_id: await world.token() },
    customer_id: "cust_123",
  });
  const path = { id: String(saved) };
  const instrument = got(await world.merchant.getPaymentInstrument({ path })).data;
  await settled(world);
  got(await world.merchant.deletePaymentInstrument({ path }));
  expect((await world.merchant.deletePaymentInstrument({ path })).response.status).toBe(404);
  await settled(world);
  expectSpecified(received);
  expect(typesOf(received)).toEqual(types);
  for (const { body } of received) expect(body).toMatchObject({ merchant_id: world.merchantId, data: instrument });
});

it("a card that is not stored is not told", async () => {
  const world = await openWorld(server);
  const { received } = await listener(world, { event_types: ["payment_instrument.created"] });
  await world.charge({ payment_instrument_id: approving });
  const declined = { card_ciphertext_id: await world.token("4000000000000002") };
  await world.charge({ charge_type: "setup_verification", amount: 0, ...declined });
  await settled(world);
  expect(received).toEqual([]);
});

it("a replay and a refusal are not told", async () => {
  const world = await openWorld(server);
  const { received } = await listener(world);
  const json = { payment_method: "pix", charge_type: "payment", country: "BR", amount: 1, currency: "BRL" };
  const headers = { "Idempotency-Key": "once" };
  const sent = await Promise.all(
    Array.from({ length: 5 }, () => world.send("POST", "/transactions", { json, headers })),
  );
  expect(sent.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
  await world.send("POST", `/transactions/${sent[0]?.body.data.id}/capture`, { json: {} });
  await settled(world);
  expect(typesOf(received).toSorted()).toEqual(["transaction.created", "transaction.pending"]);
});

it("two captures at once are told once", async () => {
  const world = await openWorld(server);
  const { received } = await listener(world, { event_types: ["transaction.authorized"] });
  const { id } = await world.charge({ capture: false, payment_instrument_id: cascading });
  await Promise.all([1, 2].map(() => world.send("POST", `/transactions/${id}/capture`, { json: {} })));
  await settled(world);
  expect(received).toHaveLength(1);
});
