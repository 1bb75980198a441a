import { expect, it, vi } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testHouse } from "../../../testing/server.ts";
import { scenarios } from "../rules/event.ts";
import { journeysOf } from "./support/journeys.ts";
import { got, type Opened, openSandbox } from "./support/sandbox.ts";
import { tablesOf } from "./support/tables.ts";
import { documents, person, request, saying, secrets, values } from "./support/unmistakable.ts";
import { type Visitor, visit } from "./support/visitor.ts";

// Much is drawn and written here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { database, start } = await testHouse();
const server = await start();
const nothing = new Map();
const { find } = tablesOf(database);

/** Somebody comes, shows a picture of theirs that is not good enough, tries again, and passes. */
async function showAll(visitor: Visitor, specimen: (name: string) => Promise<Uint8Array>): Promise<void> {
  await visitor.send({ consent: "true" });
  await visitor.send({ front: saying(await specimen("passport-blurred"), values.picture) }, "upload");
  await visitor.send({ selfie: saying(await specimen("portrait"), values.picture) }, "upload");
  await visitor.send({ front: saying(await specimen("passport"), values.picture) }, "upload");
  expect(await visitor.send({ specimen: "portrait" }, "specimen")).toMatchObject({ state: "passed" });
}

/** Somebody reads, keeps and signs. */
async function signAll(visitor: Visitor): Promise<void> {
  await visitor.send({ consent: "true" });
  await visitor.follow("Start reading");
  await fetch(`${visitor.shown.address}.pdf`);
  await visitor.send();
  expect(await visitor.send({ name: values.signature, agree: "true" })).toMatchObject({ state: "signed" });
}

/** What a transaction is known by: its id, and those of all that belongs to it. */
async function idsOf({ sandboxId }: Opened, transactionId: string): Promise<readonly string[]> {
  const own = ["event", "session", "verification", "file"].map(
    (table) => `SELECT id::text FROM onespan_${table} WHERE sandbox_id = $1 AND transaction_id = $2`,
  );
  const keys = "SELECT key FROM onespan_session WHERE sandbox_id = $1 AND transaction_id = $2";
  const { rows } = await database.pool.query<{ id: string }>([...own, keys].join(" UNION ALL "), [
    sandboxId,
    transactionId,
  ]);
  return [transactionId, ...rows.map(({ id }) => id)];
}

/**
 * A person's whole way through a transaction of each kind, and one that they have left half-way. One who is told of all
 * takes nothing, the other everything.
 */
async function lived(world: Opened) {
  const { platform, path, publicUrl, sandboxId } = world;
  const { begin, workflow, read, cancel } = journeysOf(world);
  const [failing, succeeding] = [await testReceiver(500), await testReceiver()];
  const notifications = [failing, succeeding].map(({ url }) => ({ url, scenarios: [...scenarios] }));
  const settings = { roles: [person.role], notifications };
  const face = (await workflow({ kind: "document_with_face", ...settings })).id;
  const [showing, waiting] = [await begin(face, request), await begin(face, request)];
  const signing = await begin((await workflow({ kind: "agreement_signing", ...settings })).id, {
    ...request,
    documents,
  });
  const specimen = async (name: string) =>
    new Uint8Array(await (await fetch(`${publicUrl}/pages/onespan/${sandboxId}/specimens/${name}.png`)).arrayBuffer());
  await showAll(await visit(showing.link, values.userAgent), specimen);
  await signAll(await visit(signing.link, values.userAgent));
  const visitor = await visit(waiting.link, values.userAgent);
  await visitor.send({ consent: "true" });
  await visitor.send({ front: saying(await specimen("passport"), values.picture) }, "upload");
  await world.settle();
  const all = [showing, signing, waiting];
  const ids = (await Promise.all(all.map(({ id }) => idsOf(world, id)))).flat();
  const tokens = all.map(({ link }) => link.replace(/^.*access_token=/, ""));
  const owed = async () => got(await platform.listDeliveries({ path, query: { limit: 100 } })).data;
  const texts = [...Object.values(values), ...ids, ...tokens];
  return { failing, succeeding, waiting, transactions: all.map(({ id }) => id), texts, owed, read, cancel };
}

const erase = (world: Opened, grace_period: number, transaction_ids: string[]) =>
  world.api.markTransactionsForErasure({ body: { grace_period, transaction_ids } }).then(got);

it("of an erased person nothing is left in any table, but all of it was there before", async () => {
  const world = await openSandbox(server);
  const { failing, succeeding, waiting, transactions, texts, owed, read, cancel } = await lived(world);
  // All of it is kept somewhere, and looking for it finds it.
  const kept = await find(texts);
  expect(texts.filter((text) => !kept.has(text))).toEqual([]);
  const places = [...new Set([...kept.values()].flat())].toSorted();
  const own = ["event", "file", "file_chunk", "session", "transaction", "verification"];
  expect(places).toEqual([
    ...["public.delivery", "public.event", ...own.map((name) => `public.onespan_${name}`), "public.timer"],
  ]);
  await erase(world, 7, transactions);
  await world.advance("P6DT23H59M30S");
  for (const id of transactions) expect((await read(id)).id).toBe(id);
  await cancel(waiting.id);
  await world.advance("PT29S");
  expect((await owed()).filter(({ status }) => status === "pending")).toHaveLength(1);
  const told = failing.received.length;
  await world.advance("PT1S");
  expect(await find(texts)).toEqual(nothing);
  expect(await owed()).toEqual([]);
  await world.advance("P365D");
  // What had waited for the one who takes nothing is not sent any more.
  expect(failing.received.length).toBe(told);
  expect(await find(texts)).toEqual(nothing);
  expect(succeeding.received.length).toBeGreaterThan(40);
  for (const { rawBody } of succeeding.received)
    expect(secrets.filter((secret) => rawBody.includes(secret))).toEqual([]);
});

it("nor is anything where the clock runs, and they are erased at once", async () => {
  const world = await openSandbox(server);
  got(await world.platform.moveClock({ path: world.path, body: { run: true } }));
  const { transactions, texts, owed } = await lived(world);
  const { rows } = await database.pool.query("SELECT FROM graphile_worker._private_jobs");
  expect(rows.length).toBeGreaterThan(0);
  await erase(world, 7, transactions);
  await erase(world, 0, transactions);
  await world.settle();
  expect(await find(texts)).toEqual(nothing);
  expect(await owed()).toEqual([]);
});
