import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCheckoutClient } from "@understudy/client/checkout";
import { createCheckoutControlClient } from "@understudy/client/checkout-control";
import { createControlClient } from "@understudy/client/control";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchReady, newDataFolder } from "./testing/server-process.ts";

// Processes start and stop here, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = newDataFolder();
let server: Awaited<ReturnType<typeof launchReady>>;

/** How often each event has arrived. */
const arrived = new Map<string, number>();
const receiver = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8").on("data", (text) => {
    body += text;
  });
  request.on("end", () => {
    const { id } = JSON.parse(body) as { id: string };
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
    response.end();
  });
});

beforeAll(async () => {
  server = await launchReady(folder.path);
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await server.end("SIGTERM");
  receiver.close();
  folder.remove();
});

const platform = () => createControlClient({ baseUrl: server.url });

/** So many events that nobody has subscribed to yet. */
async function happen(sandboxId: string, amount: number): Promise<string[]> {
  const control = createCheckoutControlClient({ baseUrl: server.url });
  const events: string[] = [];
  const worker = async () => {
    while (events.length < amount) {
      const { data } = await control.playPayment({ path: { sandboxId } });
      events.push(...(data?.events ?? []));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return events.slice(0, amount);
}

/** All deliveries of the sandbox, with the number of attempts that each has taken. */
async function deliveries(sandboxId: string): Promise<{ status: string; attempts: number }[]> {
  const all: { status: string; attempts: number }[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const { data } = await platform().listDeliveries({ path: { sandboxId }, query });
    all.push(...(data?.data ?? []));
    cursor = data?.next_cursor ?? null;
  }
  return all;
}

/** The most requests that are under way to one endpoint at once. */
const inFlight = 32;

test("after kill -9 in the middle of 1,000 deliveries each ends successful, and at most what was in flight arrives twice", async () => {
  const { data: made } = await platform().createSandbox();
  const [sandboxId, secretKey] = [String(made?.id), String(made?.credentials.checkout?.secret_key)];
  const events = await happen(sandboxId, 1000);
  const checkout = createCheckoutClient({ baseUrl: `${server.url}/checkout`, secretKey });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const types = { gateway: ["payment_approved"] };
  await checkout.addWorkflow({
    body: { conditions: [{ type: "event", events: types }], actions: [{ type: "webhook", url }] },
  });
  expect((await checkout.reflow({ body: { events } })).response.status).toBe(202);
  await vi.waitFor(() => expect(arrived.size).toBeGreaterThan(300), { timeout: 30_000, interval: 1 });
  expect(await server.end("SIGKILL")).toBe("SIGKILL");
  expect(arrived.size).toBeLessThan(1000);

  server = await launchReady(folder.path);
  await vi.waitFor(
    async () => {
      const all = await deliveries(sandboxId);
      expect(all.map(({ status }) => status)).toEqual(events.map(() => "successful"));
      // A request whose outcome the killed process could not write down is made again, as the same attempt.
      expect(new Set(all.map(({ attempts }) => attempts))).toEqual(new Set([1]));
    },
    { timeout: 60_000, interval: 100 },
  );
  expect(new Set(arrived.keys())).toEqual(new Set(events));
  const twice = [...arrived.values()].reduce((sum, times) => sum + times - 1, 0);
  expect(twice).toBeLessThanOrEqual(inFlight);
});
