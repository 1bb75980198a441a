import { setTimeout as delay } from "node:timers/promises";
import { type CheckoutClient, createCheckoutClient } from "@understudy/client/checkout";
import { type CheckoutControlClient, createCheckoutControlClient } from "@understudy/client/checkout-control";
import { type ControlClient, createControlClient } from "@understudy/client/control";
import type { Running } from "../src/testing/processes.ts";
import { ipcNow, type Receiver, startReceiver } from "./ipc.ts";
import { inFlight } from "./load.ts";
import { duration, middle, percentile, say } from "./report.ts";

const signingKey = "bench signing key";

/** One world with its clients and the receiver that it sends to. */
interface World {
  readonly sandboxId: string;
  readonly entityId: string;
  readonly platform: ControlClient;
  readonly control: CheckoutControlClient;
  readonly checkout: CheckoutClient;
  readonly receiver: Receiver;
}

/** What webhooks cost, from the event to a receiver in a process of its own on the same two cores. */
export async function webhooks(understudy: Running, rounds: number, amount: number): Promise<void> {
  const receiver = await startReceiver(signingKey);
  try {
    await throughput(await newWorld(understudy, receiver), rounds, amount);
    await latency(await newWorld(understudy, receiver));
    await fairness(await newWorld(understudy, receiver));
  } finally {
    receiver.stop();
  }
}

async function newWorld(understudy: Running, receiver: Receiver): Promise<World> {
  const platform = createControlClient({ baseUrl: understudy.url });
  const { data } = await platform.createSandbox({ body: { name: "bench webhooks" } });
  const { secret_key: secretKey = "", entity_id: entityId = "" } = data?.credentials.checkout ?? {};
  if (!data) throw new Error("No sandbox was made.");
  return {
    sandboxId: data.id,
    entityId,
    platform,
    control: createCheckoutControlClient({ baseUrl: understudy.url }),
    checkout: createCheckoutClient({ baseUrl: `${understudy.url}/checkout`, secretKey }),
    receiver,
  };
}

/** Events that were committed before anybody subscribed are sent again all at once, and all of them are counted. */
async function throughput(world: World, rounds: number, amount: number): Promise<void> {
  const { checkout, receiver } = world;
  const events: string[] = [];
  const worker = async () => {
    while (events.length < amount) events.push(...(await play(world)));
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  await subscribe(world, "/take", ["payment_approved"], world.entityId);
  await receiver.arrivals();
  const rates: number[] = [];
  const counted = { received: 0, wronglySigned: 0, ids: new Set<string>() };
  for (let round = 0; round <= rounds; round++) {
    const startedAt = ipcNow();
    for (let from = 0; from < events.length; from += 1000)
      await checkout.reflow({ body: { events: events.slice(from, from + 1000) } });
    let last = startedAt;
    for (let received = 0; received < events.length; await delay(5)) {
      const { taken, wronglySigned } = await receiver.arrivals();
      received += taken.length;
      counted.received += taken.length;
      counted.wronglySigned += wronglySigned;
      for (const [id, at] of taken) {
        counted.ids.add(id);
        last = Math.max(last, at);
      }
    }
    if (round > 0) rates.push(events.length / ((last - startedAt) / 1000));
  }
  const sent = (rounds + 1) * events.length;
  const stored = await successful(world);
  const rate = middle(rates);
  say("\nSigned webhooks to one endpoint, from committed events to the last arrival");
  say(`  ${Math.round(rate).toLocaleString("en-US")} deliveries/s, the middle of ${rounds} rounds of ${events.length}`);
  say(`  aim 1,000/s, at least 500/s: ${rate >= 1000 ? "reached" : rate >= 500 ? "above the least" : "missed"}`);
  say(
    `  reconciled: ${sent} owed, ${stored} stored as successful, ${counted.received} received, ` +
      `${counted.received - sent} twice, ${counted.wronglySigned} wrongly signed, ${counted.ids.size} different events`,
  );
}

const perSecond = 100;
const seconds = 10;

/** From the sending of the request that causes the event, a little before its commit, to the arrival. */
async function latency(world: World): Promise<void> {
  await subscribe(world, "/take", ["payment_approved"], world.entityId);
  await steadily(world, 2);
  const times = await steadily(world, seconds);
  const [p50, p99] = [percentile(times, 50), percentile(times, 99)];
  say(`\nFrom the request that causes an event to the webhook's arrival, ${perSecond} events/s for ${seconds} s`);
  say(`  p50 ${duration(p50)} (aim 20 ms), p99 ${duration(p99)} (aim 100 ms)`);
}

const hangingEndpoints = 200;

/** The same while endpoints of others in the sandbox let every request wait for its end. */
async function fairness(world: World): Promise<void> {
  const others = "ent_benchhangsaaaaaaaaaaaaaaaaa".slice(0, 30);
  await subscribe(world, "/take", ["payment_approved"], world.entityId);
  const hanging = Array.from({ length: hangingEndpoints }, (_, index) => `/hang/${index}`);
  for (const path of hanging) await subscribe(world, path, ["payment_approved"], others);
  await steadily(world, 2);
  const alone = percentile(await steadily(world, seconds), 99);
  const pushing = new AbortController();
  const push = (async () => {
    while (!pushing.signal.aborted) {
      await play(world, others);
      await delay(1000, undefined, { signal: pushing.signal }).catch(() => undefined);
    }
  })();
  await steadily(world, 2);
  const together = percentile(await steadily(world, seconds), 99);
  pushing.abort();
  await push;
  const { hanging: asked } = await world.receiver.arrivals();
  const rise = Math.round((together / alone - 1) * 100);
  say(
    `\nA healthy endpoint beside ${hangingEndpoints} that hang (${asked} requests hung, one more event for each a second)`,
  );
  say(`  p99 ${duration(alone)} without them, ${duration(together)} with: ${rise} % more, aim less than 20 %`);
}

/** So many payments a second, evenly, whether or not the ones before have been answered. Milliseconds to each arrival. */
async function steadily(world: World, seconds: number): Promise<number[]> {
  const sentAt = new Map<string, number>();
  await world.receiver.arrivals();
  const startedAt = performance.now();
  const playing: Promise<void>[] = [];
  for (let count = 0; count < perSecond * seconds; count++) {
    await delay(Math.max(0, startedAt + (count * 1000) / perSecond - performance.now()));
    const at = ipcNow();
    playing.push(
      play(world).then((ids) => {
        for (const id of ids) sentAt.set(id, at);
      }),
    );
  }
  await Promise.all(playing);
  const times: number[] = [];
  while (times.length < sentAt.size) {
    for (const [id, at] of (await world.receiver.arrivals()).taken) {
      const sent = sentAt.get(id);
      if (sent !== undefined) times.push(at - sent);
    }
    await delay(5);
  }
  return times;
}

async function play({ control, sandboxId, entityId }: World, entity = entityId): Promise<string[]> {
  const { data } = await control.playPayment({ path: { sandboxId }, body: { outcome: "approved", entity_id: entity } });
  if (!data) throw new Error("No payment was played.");
  return data.events;
}

async function subscribe(
  { checkout, receiver }: World,
  path: string,
  types: string[],
  entityId: string,
): Promise<void> {
  const { response } = await checkout.addWorkflow({
    body: {
      name: `bench ${path}`,
      conditions: [
        { type: "event", events: { gateway: types } },
        { type: "entity", entities: [entityId] },
      ],
      actions: [{ type: "webhook", url: receiver.url + path, signature: { method: "HMACSHA256", key: signingKey } }],
    },
  });
  if (response.status !== 201) throw new Error(`No workflow was made: ${response.status}.`);
}

/** How many deliveries of the sandbox are stored as successful. */
async function successful({ platform, sandboxId }: World): Promise<number> {
  let count = 0;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { status: "successful", limit: 100, ...(cursor && { cursor }) } as const;
    const { data } = await platform.listDeliveries({ path: { sandboxId }, query });
    if (!data) throw new Error("The deliveries could not be listed.");
    count += data.data.length;
    cursor = data.next_cursor;
  }
  return count;
}
