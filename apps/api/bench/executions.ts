import { setTimeout as delay } from "node:timers/promises";
import { createControlClient } from "@understudy/client/control";
import { createTransactionlinkClient } from "@understudy/client/transactionlink";
import { createTransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import type { Running } from "../src/testing/processes.ts";
import { ipcNow, type Receiver, startReceiver } from "./ipc.ts";
import { fire, type Measured, median } from "./load.ts";
import { duration, middle, percentile, say } from "./report.ts";

/** The seeded workflow of six automatic steps: three look-ups, a screening, a decision, an end. */
const workflowDefinitionId = "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b02";
const stepsEach = 6;
const body = JSON.stringify({
  ...{ workflowDefinitionId, locale: "en" },
  parameters: { companyNumber: "12345671", name: "Acme Holding" },
});

interface World {
  readonly sandboxId: string;
  readonly token: string;
  readonly url: string;
  readonly receiver: Receiver;
}

/** Executions from the first POST of a round to the last webhook of its completions, all of them counted. */
export async function executions(understudy: Running, rounds: number, amount: number): Promise<void> {
  const world = await newWorld(understudy);
  const posts: Measured[] = [];
  const rates: number[] = [];
  const counted = { received: 0, wronglySigned: 0, ids: new Set<string>() };
  try {
    for (let round = 0; round <= rounds; round++) {
      const startedAt = ipcNow();
      const posted = await post(world, amount);
      const last = await arrivals(world, amount, counted);
      if (round === 0) continue;
      posts.push(posted);
      rates.push(amount / ((last - startedAt) / 1000));
    }
    await report(understudy, world, { rates, posts, sent: (rounds + 1) * amount, counted });
    await alone(world);
  } finally {
    world.receiver.stop();
  }
}

function post({ url, token }: World, amount: number): Promise<Measured> {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const shots = Array.from({ length: amount }, () => ({ path: "/transactionlink/workflows", body }));
  return fire({ url, method: "POST", headers, shots, expected: 200 });
}

interface Counted {
  received: number;
  wronglySigned: number;
  readonly ids: Set<string>;
}

/** Waits for so many webhooks; answers when the last one came. */
async function arrivals({ receiver }: World, amount: number, counted: Counted): Promise<number> {
  let last = 0;
  for (let received = 0; received < amount; await delay(5)) {
    const { taken, wronglySigned } = await receiver.arrivals();
    received += taken.length;
    counted.received += taken.length;
    counted.wronglySigned += wronglySigned;
    for (const [id, at] of taken) {
      counted.ids.add(id);
      last = Math.max(last, at);
    }
  }
  return last;
}

interface Findings {
  readonly rates: readonly number[];
  readonly posts: readonly Measured[];
  readonly sent: number;
  readonly counted: Counted;
}

async function report(understudy: Running, { sandboxId }: World, { rates, posts, sent, counted }: Findings) {
  const rate = middle(rates);
  const { p50, p99 } = median(posts);
  const control = createTransactionlinkControlClient({ baseUrl: understudy.url });
  const [sample = ""] = counted.ids;
  const { data } = await control.getExecution({ path: { sandboxId, workflowId: sample } });
  say("\nBackground executions of six automatic steps, from POST to COMPLETED with its webhook delivered");
  say(`  ${Math.round(rate).toLocaleString("en-US")} executions/s, the middle of ${rates.length} rounds`);
  say(`  aim 200/s: ${rate >= 200 ? "reached" : "missed"}`);
  say(`  POST /workflows: p50 ${duration(p50)}, p99 ${duration(p99)}`);
  say(
    `  reconciled: ${sent} started, ${counted.received} webhooks received, ${counted.wronglySigned} wrongly signed, ` +
      `${counted.ids.size} different executions; one of them: ${data?.status}, ${data?.steps.length} of ${stepsEach} steps`,
  );
}

/** One at a time: how long a caller waits who does nothing else. */
async function alone(world: World): Promise<void> {
  const client = createTransactionlinkClient({ baseUrl: `${world.url}/transactionlink`, accessToken: world.token });
  const times: number[] = [];
  for (let count = 0; count < 100; count++) {
    const startedAt = ipcNow();
    await client.initialiseWorkflow({ body: JSON.parse(body) });
    times.push((await arrivals(world, 1, { received: 0, wronglySigned: 0, ids: new Set() })) - startedAt);
  }
  say(
    `  one at a time, from POST to the webhook's arrival: p50 ${duration(percentile(times, 50))}, p99 ${duration(percentile(times, 99))}`,
  );
}

/** The key is made with the first address, and stays with the second: the receiver has to know it to be started. */
async function newWorld(understudy: Running): Promise<World> {
  const { data } = await createControlClient({ baseUrl: understudy.url }).createSandbox({
    body: { name: "bench executions" },
  });
  const token = data?.credentials.transactionlink?.access_token;
  if (!data || !token) throw new Error("No sandbox was made.");
  const path = { sandboxId: data.id };
  const control = createTransactionlinkControlClient({ baseUrl: understudy.url });
  const { data: webhook } = await control.putWebhook({ path, body: { url: "http://127.0.0.1:9/" } });
  const keyId = String(webhook?.key_id);
  const key = await (await fetch(`${understudy.url}/transactionlink/auth/webhooks/key/${keyId}`)).text();
  const receiver = await startReceiver(key);
  await control.putWebhook({ path, body: { url: `${receiver.url}/take` } });
  return { sandboxId: data.id, token, url: understudy.url, receiver };
}
