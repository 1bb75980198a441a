import { expect, it, vi } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf } from "./support/journeys.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { tablesOf } from "./support/tables.ts";
import { visit } from "./support/visitor.ts";
import { waitingIn } from "./support/waiting.ts";
import { breachesIn } from "./support/whole.ts";

// Thirty rounds of much at once, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { database, start } = await testHouse();
const server = await start();
const { find } = tablesOf(database);
const rounds = 30;
const nothing = new Map();

async function opened() {
  const world = await openSandbox(server);
  const { send, control, sandboxId, settle } = world;
  const mark = (grace_period: number, ...transaction_ids: readonly string[]) =>
    send("POST", "/api/transactions/mark-for-erasure", { json: { grace_period, transaction_ids } });
  return {
    ...{ ...world, ...journeysOf(world), mark },
    unmark: (...transaction_ids: readonly string[]) =>
      send("POST", "/api/transactions/unmark-for-erasure", { json: { transaction_ids } }),
    finish: (id: string, json: object = {}) => control("POST", `/transactions/${id}/finish`, { json }),
    status: async (id: string) => (await send("GET", `/api/transaction/${id}`)).status,
    expectWhole: async (...erased: readonly string[]) => {
      await settle();
      expect(await breachesIn(database, sandboxId)).toEqual([]);
      expect(await find(erased)).toEqual(nothing);
    },
  };
}

it("erasure against the end of the journey leaves nothing, however far that was", async () => {
  const { begin, faceWorkflowId, agreementWorkflowId, finish, mark, status, expectWhole } = await opened();
  const ids: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { id } = await begin(round % 2 === 0 ? faceWorkflowId : agreementWorkflowId);
    const finishing = finish(id);
    for (let wait = 0; wait < round % 10; wait++) await status(nobodys);
    const [finished, marked] = await Promise.all([finishing, mark(0, id)]);
    expect([200, 404]).toContain(finished.status);
    expect([marked.status, marked.body.message]).toEqual([200, "All transactions were marked for erasure."]);
    expect(await status(id)).toBe(404);
    ids.push(id);
  }
  await expectWhole(...ids);
});

it("erasure by the clock against somebody on the pages leaves nothing", async () => {
  const { begin, faceWorkflowId, mark, advance, status, expectWhole } = await opened();
  const ids: string[] = [];
  for (let round = 0; round < 10; round++) {
    const { id, link } = await begin(faceWorkflowId, { expiry_period: 100 });
    const visitor = await visit(link);
    await mark(1, id);
    await advance("PT23H59M59S");
    const again = await visit(link);
    const pages = [
      again.send().then((page) => page.status),
      visit(link).then(({ shown }) => shown.status),
      ...Array.from({ length: 4 }, () => again.reload().then((page) => page.status)),
    ];
    for (let wait = 0; wait < round % 5; wait++) await status(nobodys);
    await advance("PT1S");
    for (const code of await Promise.all(pages)) expect([200, 404, 410]).toContain(code);
    expect((await visitor.reload()).status).toBe(404);
    ids.push(id);
  }
  await expectWhole(...ids);
});

it("erasure at once against somebody who goes on in a session", async () => {
  const { begin, faceWorkflowId, mark, status, expectWhole } = await opened();
  const ids: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const { id, link } = await begin(faceWorkflowId);
    const visitor = await visit(link);
    const reloads = Array.from({ length: 6 }, () => visitor.reload().then((page) => page.status));
    for (let wait = 0; wait < round % 6; wait++) await status(nobodys);
    expect((await mark(0, id)).status).toBe(200);
    for (const code of await Promise.all(reloads)) expect([200, 404]).toContain(code);
    ids.push(id);
  }
  await expectWhole(...ids);
});

it("those who mark, unmark and erase the same ones in any order do not wait for each other for ever", async () => {
  const { begin, documentWorkflowId, mark, unmark, expectWhole } = await opened();
  for (let round = 0; round < 10; round++) {
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await begin(documentWorkflowId)).id));
    const answers = await Promise.all([
      ...[mark(5, ...ids), mark(7, ...ids.toReversed()), unmark(...ids), unmark(...ids.toReversed())],
      ...[mark(0, ...ids.slice(0, 3).toReversed()), mark(0, ...ids.slice(1, 4))],
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    await expectWhole(...ids.slice(0, 4));
  }
});

it("work on a transaction that is being erased finds nothing left to do", async () => {
  const { begin, documentWorkflowId, mark, sandboxId, expectWhole } = await opened();
  const { id } = await begin(documentWorkflowId);
  const { pool, db } = database;
  const erasing: Promise<{ status: number }>[] = [];
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM onespan_transaction WHERE id = ${id}::uuid FOR UPDATE`;
    erasing.push(mark(0, id));
    await eventually(async () => expect(await waitingIn(database)).toBe(1));
    // Whoever takes this up will want the row too.
    await pool.query(
      "INSERT INTO task (sandbox_id, provider, kind, subject) VALUES ($1, 'onespan', 'complete_transaction', $2)",
      [sandboxId, id],
    );
  });
  for (const { status } of await Promise.all(erasing)) expect(status).toBe(200);
  await expectWhole(id);
});
