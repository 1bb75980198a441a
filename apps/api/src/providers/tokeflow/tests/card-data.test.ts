import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { testCards } from "../rules/card.ts";
import { approving, chargeBody, got, openWorld, pixBody } from "./support/world.ts";

const lines: string[] = [];
const kept = new Writable({ write: (line, _, done) => done(void lines.push(String(line))) });
const server = await testServer({}, pino({ level: "trace" }, kept));
const world = await openWorld(server);

const number = "4111111111111111";
const spellings = [number, "4111 1111 1111 1111", "4111-1111-1111-1111", `card:${number};cvc:123`];

const saved = { ...chargeBody, payment_instrument_id: approving };

const expectRefused = async (method: string, path: string, sent: Parameters<typeof world.send>[2] = {}) => {
  const { status, body, text } = await world.send(method, path, sent);
  expect({ path, sent, status, code: body.error?.code }).toEqual({ path, sent, status: 400, code: "RAW_CARD_DATA" });
  expect(body.error.type).toBe("validation_error");
  expect(text.replaceAll(/[ -]/g, "")).not.toContain(number);
};

it.each([
  ["an unknown field", (text: string) => ({ card_number: text })],
  ["a nested unknown field", (text: string) => ({ card: { number: text, cvc: "123" } })],
  ["metadata", (text: string) => ({ metadata: { note: text } })],
  ["deep metadata", (text: string) => ({ metadata: { a: { b: [{ c: [text] }] } } })],
  ["the name of a field", (text: string) => ({ [text]: true })],
  ["a name in metadata", (text: string) => ({ metadata: { [text]: true } })],
  ["a reference", (text: string) => ({ external_order_id: text })],
  ["the idempotency key", (text: string) => ({ idempotency_key: text })],
  ["the plan", (text: string) => ({ installments: { count: 1, note: text } })],
  ["the token", (text: string) => ({ card_ciphertext_id: text })],
  ["the customer's id", (text: string) => ({ customer_id: text })],
])("a card number is refused as %s", async (_, changes) => {
  const before = await world.count();
  for (const text of spellings)
    await expectRefused("POST", "/transactions", { json: { ...pixBody, ...changes(text) } });
  expect(await world.count()).toBe(before);
});

it("a card number is refused as a JSON number", async () => {
  await expectRefused("POST", "/transactions", { json: { ...pixBody, metadata: { pan: Number(number) } } });
  await expectRefused("POST", "/transactions", { json: { ...pixBody, pan: [Number(number)] } });
});

it("a card number is refused in the Idempotency-Key header", async () => {
  for (const key of spellings)
    await expectRefused("POST", "/transactions", { json: saved, headers: { "Idempotency-Key": key } });
});

it("a card number is refused in every query", async () => {
  for (const text of [number, "4111%201111%201111%201111", "4111+1111+1111+1111"]) {
    for (const name of ["customer_reference", "order_id", "status", "whatever"])
      await expectRefused("GET", `/transactions?${name}=${text}`);
    await expectRefused("GET", `/transactions?${text}=1`);
    await expectRefused("GET", `/customers?email=${text}`);
    await expectRefused("GET", `/orders?external_order_id=${text}`);
    await expectRefused("GET", `/refunds?transaction_id=${text}`);
  }
});

it("a card number is refused in every path", async () => {
  for (const text of [number, "4111%201111%201111%201111", `tx_${number}`]) {
    for (const path of ["transactions", "refunds", "orders", "customers", "payment-instruments"])
      await expectRefused("GET", `/${path}/${text}`);
    await expectRefused("GET", `/transactions/tx_1?expand=${text}`);
    await expectRefused("POST", `/transactions/${text}/capture`, { json: {} });
    await expectRefused("POST", `/transactions/${text}/void`);
    await expectRefused("DELETE", `/payment-instruments/${text}`);
  }
});

it("a card number is refused in the bodies of all other operations", async () => {
  const { id } = await world.charge({ capture: false });
  await expectRefused("POST", `/transactions/${id}/capture`, { json: { note: number } });
  const { id: paid } = await world.charge();
  await expectRefused("POST", "/refunds", { json: { transaction_id: paid, reason: number } });
  await expectRefused("POST", "/refunds", { json: { transaction_id: paid, metadata: { pan: number } } });
  await expectRefused("POST", "/customers", { json: { name: number } });
  await expectRefused("POST", "/customers", { json: { document_number: number } });
  await expectRefused("POST", "/customers", { json: { billing_address: { line: number } } });
  await expectRefused("PATCH", "/customers/cust_123", { json: { metadata: { card: number } } });
});

it("a card number is repeated by no refusal, whatever else is wrong with the request", async () => {
  for (const answer of [
    await world.send("POST", "/transactions", { json: { payment_method: number, country: number, amount: number } }),
    await world.send("POST", "/transactions", { text: `{"number":"${number}"` }),
    await world.send("POST", "/transactions", { text: number, headers: { "Content-Type": "text/plain" } }),
    await world.send("POST", "/transactions", { json: { ...pixBody, metadata: { [number]: "\0" } } }),
    await world.send("POST", `/transactions/${number}%00/void`),
    await world.send("GET", `/transactions?page=${number}`),
    await world.send("GET", `/transactions?date_from=${number}`),
    await world.send("PUT", `/transactions/${number}`),
    await world.send("GET", "/transactions", { key: number }),
    await world.send("GET", "/transactions", { headers: { "X-Card": number } }),
  ])
    expect(answer.text).not.toContain(number);
});

it("what only looks like a card number is taken", async () => {
  const metadata = {
    phone: "+5511999990000",
    cnpj: "11222333000181",
    order: "20260115123000001",
    uuid: "123e4567-e89b-12d3-a456-426655440000",
    notLuhn: "4111111111111112",
    slip: "00190000090361557400500000024174396700000991000",
  };
  expect((await world.charge({ metadata })).metadata).toEqual(metadata);
});

it("every test card is minted without being kept", async () => {
  for (const card of testCards) {
    const body = { number: card.number, cvc: "987", holder: "MARIA DA CARTEIRA" };
    const made = await world.dashboard.createCard({ path: { sandboxId: world.sandboxId }, body });
    expect(JSON.stringify(got(made))).not.toContain(card.number);
  }
});

it("a card number is refused by the control API everywhere but as the number of a card", async () => {
  const { sandboxId, merchantId, dashboard } = world;
  const path = { sandboxId, merchantId, connectorId: "conn_x" };
  const connector = { provider_slug: "acquirer_x", payment_methods: ["pix" as const] };
  const { id: transactionId } = await world.charge();
  for (const text of spellings.slice(0, 3))
    for (const { response, error } of [
      await dashboard.createMerchant({ path, body: { name: text } }),
      await dashboard.createCard({ path, body: { number, holder: text } }),
      await dashboard.createCheckoutSession({ path, body: { amount: 1, currency: "BRL", card_ciphertext_id: text } }),
      await dashboard.putConnector({ path, body: { ...connector, profile: { seed: text } } }),
      await dashboard.putConnector({ path: { ...path, connectorId: `conn_${number}` }, body: connector }),
      await dashboard.explainRouting({ path, body: { ...pixBody, metadata: { a: { b: text } } } }),
      await dashboard.openDispute({ path: { sandboxId, transactionId }, body: { reason: text } }),
    ]) {
      expect([response.status, error]).toMatchObject([400, { type: "card_data" }]);
      expect(JSON.stringify(error).replaceAll(/[ -]/g, "")).not.toContain(number);
    }
});

/** Every text that any row of any table holds, jobs and migrations included. */
async function everythingStored(): Promise<string> {
  const tables = await server.engine.db.$queryRawUnsafe<{ name: string }[]>(`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`);
  expect(tables.length).toBeGreaterThan(15);
  const rows = tables.map(({ name }) =>
    server.engine.db.$queryRawUnsafe<{ text: string }[]>(`SELECT to_jsonb(t)::text AS text FROM ${name} t`),
  );
  return (await Promise.all(rows))
    .flat()
    .map(({ text }) => text)
    .join("\n");
}

// Judged when everything above has been asked.
afterAll(async () => {
  const [stored, logged] = [await everythingStored(), lines.join("\n")];
  expect(stored).toContain(world.sandboxId);
  expect(lines.length).toBeGreaterThan(100);
  for (const [place, text] of Object.entries({ stored, logged })) {
    for (const card of testCards) expect(text.includes(card.number), `${card.testValue} is ${place}`).toBe(false);
    for (const secret of [...spellings, "MARIA DA CARTEIRA", world.merchantKey, world.organizationKey])
      expect(text.includes(secret), `${secret.slice(0, 4)}… is ${place}`).toBe(false);
  }
});
