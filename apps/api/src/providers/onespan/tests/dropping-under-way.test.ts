import { describe, expect, it, vi } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { inline, pdf } from "./support/papers.ts";
import { rowsOf } from "./support/rows.ts";
import { got, type Opened, openSandbox } from "./support/sandbox.ts";
import { type Received, sender } from "./support/send.ts";
import { visit } from "./support/visitor.ts";
import { untilWaiting } from "./support/waiting.ts";

// Much is drawn and written here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { database, start } = await testHouse();
// Two servers on one database, as a team may run them.
const [server, second] = [await start(), await start()];

type World = Awaited<ReturnType<typeof filled>>;
type Ask = (world: World) => Promise<Received>;

const asks: Readonly<Record<string, Ask>> = {
  createTransaction: ({ send, faceWorkflowId }) =>
    send("PUT", "/api/transaction/", { json: { workflow_id: faceWorkflowId, users: [person], tokens: [{ role }] } }),
  "createTransaction with a document": ({ send, agreementWorkflowId }) =>
    send("PUT", "/api/transaction/", {
      json: { workflow_id: agreementWorkflowId, documents: [{ id: "terms", content: inline(pdf("Terms")) }] },
    }),
  sendTransactionEvent: ({ send, id }) =>
    send("PUT", `/api/transaction/${id}/event`, { json: { trigger: "transaction_cancelled" } }),
  createSessionCreationToken: ({ send, id }) => send("POST", `/api/transaction/${id}/token`, { json: { role } }),
  markTransactionsForErasure: ({ send, id }) =>
    send("POST", "/api/transactions/mark-for-erasure", { json: { grace_period: 5, transaction_ids: [id] } }),
  "markTransactionsForErasure at once": ({ send, id }) =>
    send("POST", "/api/transactions/mark-for-erasure", { json: { grace_period: 0, transaction_ids: [id] } }),
  unmarkTransactionsForErasure: ({ send, marked }) =>
    send("POST", "/api/transactions/unmark-for-erasure", { json: { transaction_ids: [marked] } }),
};

const reads: Readonly<Record<string, Ask>> = {
  getTransaction: ({ send, id }) => send("GET", `/api/transaction/${id}?withVerifications=true`),
  getTransactionVerification: ({ send, done }) => send("GET", `/api/transaction/${done}/verification`),
  getDetailedVerificationReport: ({ send, done }) =>
    send("GET", `/api/transactions/${done}/detailed-verification-report`),
  getEvidence: ({ send, done }) => send("GET", `/api/transaction/${done}/document/AuditTrailDocument/pdf`),
};

const controls: Readonly<Record<string, Ask>> = {
  putTenant: ({ control }) => control("PUT", "/tenant", { json: { session_token_lifetime: "PT1H" } }),
  createWorkflow: ({ control }) =>
    control("POST", "/workflows", {
      json: {
        ...{ name: "w", kind: "document", roles: [role] },
        notifications: [{ url: "http://127.0.0.1:9/", scenarios: ["transaction_created"] }],
      },
    }),
  uploadFile: ({ control }) =>
    control("POST", "/files", { body: pdf("Terms"), headers: { "Content-Type": "application/pdf" } }),
  finishTransaction: ({ control, id }) => control("POST", `/transactions/${id}/finish`, { json: {} }),
  abandonTransaction: ({ control, id }) =>
    control("POST", `/transactions/${id}/finish`, { json: { outcome: "abandon" } }),
};

/** A sandbox with a transaction under way, one that is done, one that is marked, and a file. */
async function filled() {
  const world = await openSandbox(server);
  const { begin } = journeysOf(world);
  const [{ id, link }, { id: done }, { id: marked }] = [
    await begin(world.faceWorkflowId),
    await begin(world.documentWorkflowId),
    await begin(world.documentWorkflowId),
  ];
  got(await world.setup.finishTransaction({ path: { ...world.path, transactionId: done }, body: {} }));
  const json = { grace_period: 5, transaction_ids: [marked] };
  await world.send("POST", "/api/transactions/mark-for-erasure", { json });
  const headers = { "Content-Type": "application/pdf" };
  const { body } = await world.control("POST", "/files", { body: pdf("Terms"), headers });
  expect(body.url).toMatch(/^sfs:/);
  return { ...world, id, link, done, marked };
}

/** What is answered to whoever comes upon a drop, and to whoever asks the same once more. */
async function answers(world: World, ask: Ask): Promise<readonly [Received, Received]> {
  const asked: Promise<Received>[] = [];
  await database.db.$transaction(async (tx) => {
    await tx.sandbox.delete({ where: { id: world.sandboxId } });
    const work = ask(world);
    asked.push(work);
    await untilWaiting(database, work);
  });
  const [received] = await Promise.all(asked);
  if (!received) throw new Error("nothing was answered");
  return [received, await ask(world)];
}

describe("whoever comes upon a drop is answered as the next request is", () => {
  it.each(Object.entries(asks))("%s", async (_, ask) => {
    const world = await filled();
    const [received, next] = await answers(world, ask);
    expect([received.status, next.status]).toEqual([401, 401]);
    expect(received.body).toEqual(next.body);
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  });

  it.each(Object.entries(controls))("%s of the control API", async (_, ask) => {
    const world = await filled();
    const [received, next] = await answers(world, ask);
    expect([received.status, next.status]).toEqual([404, 404]);
    const told = ({ body: { request_id, ...rest } }: Received) => rest;
    expect(told(received)).toEqual(told(next));
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  });

  it("on the pages too", async () => {
    const world = await filled();
    const visitor = await visit(world.link);
    const opened: Promise<{ readonly status: number }>[] = [];
    await database.db.$transaction(async (tx) => {
      await tx.sandbox.delete({ where: { id: world.sandboxId } });
      const work = visit(world.link).then(({ shown }) => shown);
      opened.push(work, visitor.send());
      await untilWaiting(database, work);
    });
    for (const { status } of await Promise.all(opened)) expect(status).toBe(404);
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  });
});

it("a sandbox that is dropped while much is under way leaves nothing, and nobody meets a mistake of ours", async () => {
  for (let round = 0; round < 4; round++) {
    const world = await filled();
    const elsewhere = { ...world, ...alsoAt(world) };
    const under = [world, elsewhere].flatMap((each) => [
      ...[...Object.values(asks), ...Object.values(reads)].map((ask) =>
        ask(each).then(({ status }) => [status, 401] as const, brokenOff),
      ),
      ...Object.values(controls).map((ask) => ask(each).then(({ status }) => [status, 404])),
      ...Array.from({ length: 3 }, () => visit(world.link).then(({ shown }) => [shown.status, 404])),
    ]);
    await Promise.race(under.slice(round * 5));
    const dropped = await world.platform.dropSandbox({ path: world.path });
    expect(dropped.response.status).toBe(204);
    // What was refused for another reason was so before the drop: two ends of one thing, or one that was erased.
    const own = new Set([400, 404, 409, 410]);
    const answered = await Promise.all(under);
    expect(answered.filter(([status = 0, gone]) => status >= 300 && status !== gone && !own.has(status))).toEqual([]);
    expect(await rowsOf(database, world.sandboxId)).toEqual({});
  }
});

/** Bytes that are on their way when their file goes cannot be sent to their end, and are not taken for the whole. */
function brokenOff(error: unknown): readonly [number, number] {
  expect(String(error)).toMatch(/terminated/);
  return [0, 401];
}

/** The same sandbox by the other server. */
function alsoAt(world: Opened) {
  const { publicUrl } = second;
  return {
    send: sender(`${publicUrl}/onespan`, `Bearer ${world.accessToken}`),
    control: sender(`${publicUrl}/control/sandboxes/${world.sandboxId}/onespan`, null),
  };
}
