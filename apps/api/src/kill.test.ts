import { randomUUID } from "node:crypto";
import { createControlClient } from "@understudy/client/control";
import { createTokeflowClient } from "@understudy/client/tokeflow";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { chargeBody, got } from "./providers/tokeflow/tests/support/world.ts";
import { eventually } from "./testing/eventually.ts";
import { launch, launchReady, newDataFolder, postgresOf } from "./testing/server-process.ts";

// Processes start and stop here, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = newDataFolder();
let server: Awaited<ReturnType<typeof launchReady>>;

beforeAll(async () => {
  server = await launchReady(folder.path);
});

afterAll(async () => {
  await server.end("SIGTERM");
  folder.remove();
});

const platform = () => createControlClient({ baseUrl: server.url });

/** A sandbox that outlives the server that made it; its clients speak to whichever server runs. */
async function newSandbox() {
  const made = got(await platform().createSandbox());
  const secretKey = String(made.credentials.tokeflow?.merchant_key);
  return {
    sandboxId: made.id,
    merchant: () => createTokeflowClient({ baseUrl: `${server.url}/tokeflow`, secretKey }),
  };
}

type Sandbox = Awaited<ReturnType<typeof newSandbox>>;

/** A routed card charge that falls back once, under a key that its order number tells. */
const create = ({ merchant }: Sandbox, key: string) =>
  merchant().createTransaction({
    body: {
      ...chargeBody,
      payment_instrument_id: "pi_decline_then_approve",
      external_order_id: key,
      idempotency_key: key,
    },
  });

/** Fifty callers who charge one after the other until nobody answers any more. */
function load(sandbox: Sandbox) {
  const answered = new Map<string, string>();
  const unanswered = new Set<string>();
  async function caller(): Promise<void> {
    for (;;) {
      const key = randomUUID();
      unanswered.add(key);
      const outcome = await create(sandbox, key).catch(() => undefined);
      if (outcome === undefined) return;
      answered.set(key, got(outcome).data.id);
      unanswered.delete(key);
    }
  }
  return { answered, unanswered, ended: Promise.all(Array.from({ length: 50 }, caller)) };
}

/** All transactions of the sandbox, by the key they were made under. Fails where a key has two. */
async function kept({ merchant }: Sandbox): Promise<Map<string, string>> {
  const byKey = new Map<string, string>();
  for (let page = 1; ; page += 1) {
    const { data, meta } = got(await merchant().listTransactions({ query: { page, limit: 100 } }));
    for (const { id, external_order_id: key } of data) {
      expect(byKey.has(String(key))).toBe(false);
      byKey.set(String(key), id);
    }
    if (page >= meta.pagination.total_pages) return byKey;
  }
}

/** The subjects of all events in the sandbox, with how often each occurs. */
async function eventsBySubject({ sandboxId }: Sandbox): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const page = got(await platform().listEvents({ path: { sandboxId }, query }));
    for (const { subject } of page.data) counts.set(subject, (counts.get(subject) ?? 0) + 1);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return counts;
}

async function expectWhole(sandbox: Sandbox, id: string, key: string): Promise<void> {
  const merchant = sandbox.merchant();
  const transaction = got(await merchant.getTransaction({ path: { id } })).data;
  expect(transaction).toMatchObject({ status: "authorized", amount_captured: chargeBody.amount });
  const attempts = got(await merchant.listTransactionAttempts({ path: { id } })).data;
  expect(attempts.map(({ attempt_number: number }) => number)).toEqual([1, 2]);
  const order = got(await merchant.getOrder({ path: { id: String(transaction.order_id) } })).data;
  expect(order).toMatchObject({ id: transaction.order_id });
  const replayed = await create(sandbox, key);
  expect([replayed.response.status, replayed.data?.data.id]).toEqual([200, id]);
}

test.each([
  ["the server", async () => undefined],
  [
    "the server and its PostgreSQL",
    async () => {
      const pid = postgresOf(folder.path);
      if (pid !== undefined) process.kill(pid, "SIGKILL");
    },
  ],
])(
  "after kill -9 of %s under 50 callers, what was answered is there once and whole, and nothing by halves",
  async (_, also) => {
    const sandbox = await newSandbox();
    const { answered, unanswered, ended } = load(sandbox);
    await eventually(() => expect(answered.size).toBeGreaterThan(100));
    const end = server.end("SIGKILL");
    await also();
    expect(await end).toBe("SIGKILL");
    await ended;
    expect(unanswered.size).toBe(50);

    server = await launchReady(folder.path);
    const all = await kept(sandbox);
    for (const [key, id] of answered) expect(all.get(key)).toBe(id);
    const events = await eventsBySubject(sandbox);
    expect(new Set(events.keys())).toEqual(new Set(all.values()));
    expect(new Set(events.values()).size).toBe(1);
    await Promise.all([...all].map(([key, id]) => expectWhole(sandbox, id, key)));
    // Of the fifty under way each was kept whole, as seen above, or left no trace: then its key is still free.
    for (const key of unanswered) expect((await create(sandbox, key)).response.status).toBe(all.has(key) ? 200 : 201);
    expect((await kept(sandbox)).size).toBe(new Set([...all.keys(), ...unanswered]).size);
  },
);

test("a timer that fell due while the server was down runs after the start, at its own time and once", async () => {
  const { sandboxId, merchant } = await newSandbox();
  const { id } = got(await merchant().createTransaction({ body: { ...chargeBody, payment_method: "pix" } })).data;
  // Three seconds before it lapses, by a clock that runs.
  got(await platform().moveClock({ path: { sandboxId }, body: { advance: "PT29M57S" } }));
  const pending = got(await merchant().getTransaction({ path: { id } })).data;
  expect(pending.status).toBe("pending");
  await server.end("SIGKILL");

  server = await launchReady(folder.path);
  await eventually(async () =>
    expect(got(await merchant().getTransaction({ path: { id } })).data.status).toBe("expired"),
  );
  const { data } = got(await platform().listEvents({ path: { sandboxId }, query: { subject: id } }));
  const [lapsed, ...before] = data;
  expect(lapsed).toMatchObject({ type: "transaction.expired", at: pending.payment_instructions?.expires_at });
  expect(before.map(({ type }) => type)).not.toContain("transaction.expired");
});

test.each(["SIGTERM", "SIGINT"] as const)("%s ends the server with 0, and its PostgreSQL with it", async (signal) => {
  expect(postgresOf(folder.path)).toBeDefined();
  expect(await server.end(signal)).toBe(0);
  expect(postgresOf(folder.path)).toBeUndefined();
  server = await launchReady(folder.path);
});

test("what was answered before an orderly stop under load is there after it", async () => {
  const sandbox = await newSandbox();
  const { answered, ended } = load(sandbox);
  await eventually(() => expect(answered.size).toBeGreaterThan(100));
  expect(await server.end("SIGTERM")).toBe(0);
  await ended;
  server = await launchReady(folder.path);
  const all = await kept(sandbox);
  for (const [key, id] of answered) expect(all.get(key)).toBe(id);
});

test("a start that is interrupted leaves no PostgreSQL behind", async () => {
  await server.end("SIGTERM");
  const starting = launch(folder.path);
  await eventually(() => expect(postgresOf(folder.path)).toBeDefined());
  expect(await starting.end("SIGTERM")).toBe(0);
  expect(postgresOf(folder.path)).toBeUndefined();
  server = await launchReady(folder.path);
});
