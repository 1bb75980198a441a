import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { timeless } from "./support/send.ts";
import { chargeBody, got, openWorld, pixBody } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);
const sibling = await world.anotherMerchant();
const foreign = await openWorld(server);

/** One of everything that a merchant owns. */
const transaction = await world.charge({ capture: false });
const paid = await world.charge();
const refund = got(await world.merchant.createRefund({ body: { transaction_id: paid.id } })).data;
const customer = got(await world.merchant.createCustomer({ body: { email: "ours@example.com" } })).data;
const token = await world.token();
const path = { sandboxId: world.sandboxId };
const session = got(await world.dashboard.createCheckoutSession({ path, body: { amount: 100, currency: "BRL" } }));
const [instrument] = got(await world.merchant.listPaymentInstruments()).data;

const strangers = { "another merchant": sibling.merchant_key, "another sandbox": foreign.merchantKey };

describe.each(Object.entries(strangers))("for %s", (who, key) => {
  it.each([
    ["GET", "/transactions/{}", transaction.id],
    ["GET", "/transactions/{}/attempts", transaction.id],
    ["POST", "/transactions/{}/capture", transaction.id],
    ["POST", "/transactions/{}/void", transaction.id],
    ["GET", "/refunds/{}", refund.id],
    ["GET", "/orders/{}", String(transaction.order_id)],
    ["GET", "/customers/{}", customer.id],
    ["PATCH", "/customers/{}", customer.id],
    ...(who === "another sandbox"
      ? []
      : [
          ["GET", "/payment-instruments/{}", instrument?.id ?? ""],
          ["DELETE", "/payment-instruments/{}", instrument?.id ?? ""],
        ]),
  ] as [string, string, string][])("7: %s %s is absent, byte for byte", async (method, address, id) => {
    const json = method === "PATCH" || address.endsWith("capture") ? {} : undefined;
    const ask = (one: string) => world.send(method, address.replace("{}", one), { key, json });
    const [theirs, absent] = [await ask(id), await ask(`${id.slice(0, -1)}~`)];
    expect(theirs).toMatchObject({ status: 404, body: { error: { code: "RESOURCE_NOT_FOUND" } } });
    expect(timeless(theirs)).toBe(timeless(absent));
    expect(Object.fromEntries(theirs.headers)).toMatchObject({ "content-type": absent.headers.get("content-type") });
  });

  it.each([
    ["customer_id", { ...pixBody, customer_id: customer.id }],
    ["checkout_session_id", { ...pixBody, checkout_session_id: session.id }],
    ...(who === "another sandbox" ? [["card_ciphertext_id", { ...chargeBody, card_ciphertext_id: token }]] : []),
  ] as [string, Record<string, unknown>][])(
    "7: a charge that names our %s is refused like one that names nobody's",
    async (field, json) => {
      const id = String(json[field]);
      const absent = `${id.slice(0, -1)}~`;
      const theirs = await world.send("POST", "/transactions", { key, json });
      const nobodys = await world.send("POST", "/transactions", { key, json: { ...json, [field]: absent } });
      expect(theirs.status).toBe(400);
      expect(timeless(theirs).replaceAll(id, absent)).toBe(timeless(nobodys));
    },
  );

  it("7: a refund of our transaction is refused like one of nobody's", async () => {
    const ask = (transaction_id: string) => world.send("POST", "/refunds", { key, json: { transaction_id } });
    expect(timeless(await ask(paid.id))).toBe(timeless(await ask("tx_absent")));
  });

  it("7: lists hold nothing of ours", async () => {
    for (const list of [
      "/transactions",
      `/transactions?order_id=${paid.order_id}`,
      "/transactions?customer_reference=ours@example.com",
      `/refunds?transaction_id=${paid.id}`,
      "/orders",
      "/customers?email=ours@example.com",
    ])
      expect({ list, data: (await world.send("GET", list, { key })).body.data }).toEqual({ list, data: [] });
  });
});

it("7: another organization's key sees nothing of ours", async () => {
  const key = foreign.organizationKey;
  for (const address of [`/transactions/${paid.id}`, `/refunds/${refund.id}`, `/orders/${paid.order_id}`])
    expect((await world.send("GET", address, { key })).status).toBe(404);
  for (const list of ["/transactions", "/refunds", "/orders"])
    expect((await world.send("GET", `${list}?merchant_id=${world.merchantId}`, { key })).status).toBe(400);
});

it("a card reference serves any merchant of its sandbox, as one card, once", async () => {
  const json = { ...chargeBody, card_ciphertext_id: await world.token() };
  expect((await world.send("POST", "/transactions", { key: sibling.merchant_key, json })).status).toBe(201);
  expect((await world.send("POST", "/transactions", { json })).body.error.code).toBe("CARD_TOKEN_USED");
});

it("the control API of one sandbox does not reach into another", async () => {
  const elsewhere = { sandboxId: foreign.sandboxId };
  const answers = [
    await foreign.settle(paid.id, "charged_back"),
    await foreign.settleRefund(refund.id, "succeeded"),
    await foreign.dashboard.getConnector({ path: { ...elsewhere, connectorId: "conn_absent" } }),
    await foreign.dashboard.getRoutingTree({ path: { ...elsewhere, merchantId: world.merchantId } }),
    await foreign.dashboard.getRoutingTree({ path: { sandboxId: "sbx_absent", merchantId: world.merchantId } }),
  ];
  expect(answers.map(({ response }) => response.status)).toEqual([404, 404, 404, 404, 404]);
  expect(await foreign.events(paid.id)).toEqual([]);
});

it("sandboxes may hold the same ids and do not meet", async () => {
  // Connectors and stored cards of every sandbox have the ids of the provider's examples.
  await foreign.connector("conn_a1b2c3", { active: false });
  expect((await foreign.charge()).timeline).toMatchObject([{ connector_id: "conn_d4e5f6" }]);
  expect((await world.charge()).timeline).toMatchObject([{ connector_id: "conn_a1b2c3" }]);
  got(await foreign.merchant.deletePaymentInstrument({ path: { id: "pi_approve" } }));
  expect((await world.charge()).payment_instrument_id).toBe("pi_approve");
});

it("one sandbox's clock moves nobody else's work", async () => {
  const [ours, theirs] = [await openWorld(server), await openWorld(server)];
  const { id } = await ours.charge({ payment_method: "pix" });
  expect((await theirs.advance("P1Y")).ran).toEqual([]);
  expect((await ours.read(id)).status).toBe("pending");
});

it("a dropped sandbox takes everything with it", async () => {
  const gone = await openWorld(server);
  const { id } = await gone.charge({ payment_method: "pix" });
  got(await gone.platform.dropSandbox({ path: { sandboxId: gone.sandboxId } }));
  const tables = await server.engine.db.$queryRawUnsafe<{ name: string }[]>(
    "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'sandbox_id' AND table_schema = 'public'",
  );
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    const rows = await server.engine.db.$queryRawUnsafe(`SELECT 1 FROM ${name} WHERE sandbox_id = $1`, gone.sandboxId);
    expect({ name, rows }).toEqual({ name, rows: [] });
  }
  expect((await gone.send("GET", `/transactions/${id}`)).status).toBe(401);
});
