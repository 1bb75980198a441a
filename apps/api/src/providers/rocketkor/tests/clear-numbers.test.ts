import pino from "pino";
import { expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testHouse } from "../../../testing/server.ts";
import { bankAccountFor, cardFor, clear } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { tablesOf } from "./support/tables.ts";

const lines: string[] = [];
const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
const { database, start } = await testHouse({ LOG_LEVEL: "trace" }, log);
const server = await start();

const tablesWith = tablesOf(database);

it("no number of a card or an account is in the database, an answer, an event or the log", async () => {
  const [world, receiver] = [await openSandbox(server), await testReceiver()];
  const { customerId, send, portal, path, settle } = world;
  const event_types: ["financial-account.state-updated"] = ["financial-account.state-updated"];
  got(await portal.createSubscription({ path, body: { event_types, receiver_url: receiver.url } }));
  const [bank, card] = [bankAccountFor(customerId), cardFor(customerId)];
  const answers = [
    await send("POST", "/v1/external-bank-accounts", { json: bank }),
    await send("POST", "/v1/external-cards", { json: card }),
    await send("POST", "/v1/external-cards", { json: { ...card, subtype: "NONE" } }),
    await send("POST", "/v1/external-cards", { json: { ...card, card: { ...card.card, expiry: "2001-01" } } }),
    await send("POST", "/v1/external-cards", {
      json: { ...card, card: { ...card.card, cardNumber: `${clear.card}1` } },
    }),
    await send("POST", "/v1/external-cards", { json: { ...card, card: { ...card.card, cardNumber: [clear.card] } } }),
    await send("POST", "/v1/external-bank-accounts", { json: { ...bank, currency: "CAD", accountHolderId: "x" } }),
    await send("POST", "/v1/external-bank-accounts", { body: JSON.stringify(bank).slice(0, -2) }),
    await send("GET", "/v1/financial-accounts"),
    await world.control("GET", "/postings"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 400, 400, 400, 400, 400, 400, 200, 200]);
  await settle();
  expect(receiver.received).toHaveLength(2);
  for (const number of [clear.card, clear.bank, clear.routing]) {
    expect(await tablesWith(number)).toEqual([]);
    expect(answers.filter(({ text }) => text.includes(number))).toEqual([]);
    expect(receiver.received.filter(({ rawBody }) => rawBody.includes(number))).toEqual([]);
    expect(lines.filter((line) => line.includes(number))).toEqual([]);
  }
  expect(await tablesWith("******4444")).toContain("rocketkor_financial_account");
  expect(lines.length).toBeGreaterThan(5);
});

it("neither is a secret or a token", async () => {
  const world = await openSandbox(server);
  const { authorization } = await tokenOfOwner(world);
  for (const text of [world.apiSecret, world.accessToken, authorization.slice("Bearer ".length)]) {
    expect(await tablesWith(text)).toEqual([]);
    expect(lines.filter((line) => line.includes(text))).toEqual([]);
  }
});

async function tokenOfOwner({ send, apiKey, apiSecret }: Awaited<ReturnType<typeof openSandbox>>) {
  const own = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  const { body } = await send("POST", "/v1/api-keys/exchange", { authorization: own });
  const authorization = `Bearer ${body.access_token}`;
  expect((await send("GET", "/v1/customers", { authorization })).status).toBe(200);
  return { authorization };
}
