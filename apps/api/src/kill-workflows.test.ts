import { createControlClient } from "@understudy/client/control";
import { createTransactionlinkClient } from "@understudy/client/transactionlink";
import { createTransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import type { components } from "@understudy/contracts/transactionlink-control";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { companies, got } from "./providers/transactionlink/tests/support/sandbox.ts";
import { type Received, testReceiver } from "./testing/receiver.ts";
import { launchReady, newDataFolder } from "./testing/server-process.ts";

// Processes start and stop here, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Draft = components["schemas"]["DefinitionDraft"];

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
const dashboard = () => createTransactionlinkControlClient({ baseUrl: server.url });

/** All automatic steps: two of them have an effect that may be there once only, a record and a call. */
const draftFor = (url: string): Draft => ({
  name: "supplier-check",
  parameters: [{ key: "number", type: "string", required: true }],
  locales: ["en"],
  recordTableId: companies,
  start: "registry",
  steps: {
    registry: {
      type: "lookup",
      source: "company-registry",
      input: { number: "$.parameters.number" },
      next: "screen",
    },
    screen: { type: "aml_screening", input: { name: "$.steps.registry.name" }, next: "keep" },
    keep: { type: "record", action: "create", fields: { companyNumber: "$.parameters.number" }, next: "call" },
    call: { type: "http", url, body: { record: "$.execution.recordId" }, timeout: "PT30S", next: "decide" },
    decide: {
      type: "decision",
      rules: [{ when: { ">": [{ var: "steps.screen.hits" }, 0] }, next: "done" }],
      default: "done",
      defaultOutcome: "clean",
    },
    done: { type: "end", result: { record: "$.steps.keep.id", call: "$.steps.call.body.call" } },
  },
});
const way = Object.keys(draftFor("http://127.0.0.1/").steps);

const count = 200;
/** The most calls of one sandbox that are under way at once. */
const inFlight = 8;

/** Where the workflows call and what they tell: no call is answered before `letGo`. */
async function receiving() {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  const isCall = ({ headers }: Received) => headers["idempotency-key"] !== undefined;
  const receiver = await testReceiver(async (request) => {
    if (!isCall(request)) return 200;
    const call = calls().length;
    await promise;
    return { status: 200, body: JSON.stringify({ call, key: request.headers["idempotency-key"] }) };
  });
  const calls = () => receiver.received.filter(isCall);
  const told = () => receiver.received.filter((request) => !isCall(request));
  return { url: receiver.url, letGo, calls, told };
}

async function begin(url: string) {
  const made = got(await platform().createSandbox());
  const path = { sandboxId: made.id };
  const definitionId = "5c2e9b70-1d4f-4a86-b3c8-7e0d6f1a9b25";
  got(await dashboard().putDefinition({ path: { ...path, definitionId }, body: draftFor(url) }));
  got(await dashboard().putWebhook({ path, body: { url } }));
  const accessToken = String(made.credentials.transactionlink?.access_token);
  const api = createTransactionlinkClient({ baseUrl: `${server.url}/transactionlink`, accessToken });
  const ids: string[] = [];
  const numbers = Array(count).keys();
  const caller = async () => {
    for (const number of numbers) {
      const body = { workflowDefinitionId: definitionId, locale: "en", parameters: { number: `51${number}` } };
      ids.push(got(await api.initialiseWorkflow({ body })).id);
    }
  };
  await Promise.all(Array.from({ length: 10 }, caller));
  return { path, ids };
}

interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

/** All that is listed, page by page. */
async function all<Item>(list: (query: { limit: number; cursor?: string }) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ limit: 100, ...(cursor && { cursor }) });
    items.push(...page.data);
    cursor = page.next_cursor;
  }
  return items;
}

test("after kill -9 in the middle of 200 executions each is completed, and each of its steps has run once", async () => {
  const { url, letGo, calls, told } = await receiving();
  const { path, ids } = await begin(url);
  letGo();
  await vi.waitFor(() => expect(told().length).toBeGreaterThan(20), { timeout: 30_000, interval: 1 });
  expect(await server.end("SIGKILL")).toBe("SIGKILL");
  expect(told().length).toBeLessThan(count);
  expect(calls().length).toBeLessThan(count);

  server = await launchReady(folder.path);
  await vi.waitFor(
    async () => {
      const deliveries = await all(async (query) => got(await platform().listDeliveries({ path, query })));
      expect(deliveries.map(({ status }) => status)).toEqual(ids.map(() => "successful"));
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(new Set(told().map(({ body }) => `${body.workflowId} ${body.eventType}`))).toEqual(
    new Set(ids.map((id) => `${id} WORKFLOW_COMPLETED`)),
  );
  expect(new Set(told().map(({ body }) => body.eventId)).size).toBe(count);

  const records = await all(async (query) =>
    got(await dashboard().listRecords({ path: { ...path, tableId: companies }, query })),
  );
  const used: unknown[] = [];
  for (const id of ids) {
    const { status, steps, result, record_id } = got(
      await dashboard().getExecution({ path: { ...path, workflowId: id } }),
    );
    expect([status, ...steps.map(({ step }) => step)]).toEqual(["COMPLETED", ...way]);
    for (const [index, step] of steps.entries())
      expect(step).toMatchObject({ number: index + 1, state: "COMPLETED", attempt: 1, error: null });
    expect(result?.record).toBe(record_id);
    used.push(result?.call);
  }
  // Nothing that a killed process began is there twice: a record for each, and of each key one answer.
  expect(new Set(records.map(({ id }) => id)).size).toBe(count);
  expect(new Set(records.map(({ values }) => values.companyNumber)).size).toBe(count);
  expect(new Set(used).size).toBe(count);
  const keys = calls().map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys)).toEqual(new Set(ids.map((id) => `${id}/4`)));
  expect(keys.length - count).toBeLessThanOrEqual(inFlight);
});
