import { judgeWebhook } from "@understudy/conformance";
import document from "@understudy/contracts/tokeflow.json" with { type: "json" };
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { eventTypes } from "../rules/event.ts";
import { given } from "./support/given.ts";
import { listener, settled } from "./support/webhooks.ts";
import { got, openWorld } from "./support/world.ts";

const world = await openWorld(await testServer());
const path = { sandboxId: world.sandboxId };
const sibling = await world.anotherMerchant();
const { received } = await listener(world);

type Emission = Parameters<typeof world.platform.emitEvent>[0]["body"];

const emit = (emission: Omit<Emission, "provider">) =>
  world.platform.emitEvent({ path, body: { provider: "tokeflow", ...emission } });

/** The webhook that tells of the event. */
async function told(id: string) {
  await settled(world);
  const [webhook, ...more] = received.filter(({ body }) => body.id === id);
  if (!webhook || more.length > 0) throw new Error(`${id} was told ${more.length + (webhook ? 1 : 0)} times.`);
  expect(judgeWebhook(document, { headers: webhook.headers, body: webhook.rawBody })).toEqual([]);
  return webhook.body;
}

it.each(eventTypes.filter((type) => type.startsWith("transaction.")))(
  "%s can happen by word alone, and shows the transaction as it is",
  async (type) => {
    const transaction = await given(world, "partially_refunded");
    const { id } = got(await emit({ type, subject: transaction.id }));
    const { organizationId: organization_id, merchantId: merchant_id } = world;
    expect(await told(id)).toMatchObject({ type, organization_id, merchant_id, data: transaction });
    expect(await world.read(transaction.id)).toEqual(transaction);
  },
);

it("a dispute and a stored card can be what it is about", async () => {
  const { id: charged } = await given(world, "charged_back");
  const [dispute = expect.fail("no dispute")] = got(
    await world.dashboard.listDisputes({ path, query: { transaction_id: charged } }),
  ).data;
  const lost = got(await emit({ type: "dispute.lost", subject: dispute.id }));
  expect(await told(lost.id)).toMatchObject({ merchant_id: world.merchantId, data: dispute });
  const deleted = got(await emit({ type: "payment_instrument.deleted", subject: "pi_approve" }));
  expect(await told(deleted.id)).toMatchObject({ merchant_id: world.merchantId, data: { id: "pi_approve" } });
});

it("it belongs to the merchant of what it is about, or to the one that is named, or to the first", async () => {
  const body = { payment_method: "pix", charge_type: "payment", country: "BR", amount: 1, currency: "BRL" } as const;
  const theirs = got(await world.as(sibling.merchant_key).createTransaction({ body })).data;
  const type = "transaction.pending";
  const merchantOf = async (emission: Omit<Emission, "provider">) =>
    (await told(got(await emit(emission)).id)).merchant_id;
  expect(await merchantOf({ type, subject: theirs.id })).toBe(sibling.id);
  expect(await merchantOf({ type, subject: theirs.id, data: { ...theirs, status: "pending" } })).toBe(sibling.id);
  expect(await merchantOf({ type, data: { ...theirs, id: "tx_made_up" } })).toBe(world.merchantId);
  expect(await merchantOf({ type, data: { ...theirs }, facets: { merchant: sibling.id } })).toBe(sibling.id);
});

it("data is told as it is given, and names what it is about", async () => {
  const transaction = await given(world, "authorized");
  const data = { ...transaction, id: "tx_made_up", status: "failed", metadata: { note: "São Paulo 💳" } };
  const event = got(await emit({ type: "transaction.failed", data }));
  expect(event).toMatchObject({ subject: "tx_made_up", provider: "tokeflow", type: "transaction.failed", data });
  expect((await told(event.id)).data).toEqual(data);
});

it("an endpoint is told of it by type and merchant as of any other", async () => {
  const own = await openWorld(world);
  const voided = await listener(own, { event_types: ["transaction.voided"], merchant_id: own.merchantId });
  const { id } = await own.charge();
  for (const type of ["transaction.voided", "transaction.failed"])
    got(
      await own.platform.emitEvent({
        path: { sandboxId: own.sandboxId },
        body: { provider: "tokeflow", type, subject: id },
      }),
    );
  await settled(own);
  expect(voided.received.map(({ body }) => body.type)).toEqual(["transaction.voided"]);
});

it.each<[string, Omit<Emission, "provider">]>([
  ["type", { type: "transaction.made", subject: "tx_1" }],
  ["type", { type: "constructor", subject: "tx_1" }],
  ["subject", { type: "transaction.voided" }],
  ["subject", { type: "transaction.voided", subject: "tx_absent" }],
  ["subject", { type: "transaction.voided", subject: "pi_approve" }],
  ["subject", { type: "dispute.won", subject: "dsp_absent" }],
  ["subject", { type: "payment_instrument.created", subject: "💳' OR true --" }],
  ["data", { type: "transaction.voided", data: [] as never }],
  ["data", { type: "transaction.voided", data: "text" as never }],
  ["data", { type: "transaction.voided", data: null as never }],
  ["data.card.number", { type: "transaction.voided", data: { card: { number: "4111 1111 1111 1111" } } }],
  ["facets.merchant", { type: "transaction.voided", data: {}, facets: { merchant: "mrc_nobody" } }],
  ["facets.organization", { type: "transaction.voided", data: {}, facets: { organization: "org_other" } }],
])("a wrong %s is refused by name: %j", async (field, emission) => {
  const { response, error } = await emit(emission);
  expect(response.status).toBe(400);
  expect(error).toMatchObject({ errors: [{ field }] });
});

it("an unknown type is refused with all that are known", async () => {
  const { error } = await emit({ type: "transaction.made", subject: "tx_1" });
  for (const type of eventTypes) expect(JSON.stringify(error)).toContain(type);
});

it("what happens in another sandbox is nothing to tell of here", async () => {
  const foreign = await openWorld(world);
  const { id: subject } = await foreign.charge();
  expect((await emit({ type: "transaction.voided", subject })).response.status).toBe(400);
});
