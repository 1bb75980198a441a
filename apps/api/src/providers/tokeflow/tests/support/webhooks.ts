import type { components } from "@understudy/contracts/tokeflow-control";
import { type Received, type Reply, testReceiver } from "../../../../testing/receiver.ts";
import { got, type World } from "./world.ts";

type Settings = components["schemas"]["WebhookEndpointSettings"];

/** An endpoint of the world with somebody who listens at it; everything is told to it unless `settings` say otherwise. */
export async function listener(world: World, settings: Partial<Settings> = {}, reply: Reply = 200) {
  const receiver = await testReceiver(reply);
  const path = { sandboxId: world.sandboxId };
  const body = { url: receiver.url, ...settings };
  const endpoint = got(await world.dashboard.createWebhookEndpoint({ path, body }));
  return {
    ...receiver,
    endpoint,
    async put(changes: Settings) {
      return got(
        await world.dashboard.putWebhookEndpoint({ path: { ...path, endpointId: endpoint.id }, body: changes }),
      );
    },
    async remove() {
      got(await world.dashboard.deleteWebhookEndpoint({ path: { ...path, endpointId: endpoint.id } }));
    },
  };
}

/** What is due by now has been sent and answered: a clock's move ends with that, also where it does not move at all. */
export async function settled(world: World): Promise<void> {
  await world.advance("PT0S");
}

/** What the world owes or owed, oldest first. */
export async function deliveries(world: World) {
  const query = { limit: 100 };
  return got(await world.platform.listDeliveries({ path: { sandboxId: world.sandboxId }, query })).data.toReversed();
}

export const typesOf = (received: readonly Received[]) => received.map(({ body }) => body.type);

/** The `t` of a signature. */
export function timeOf({ headers }: Received): Date {
  const [, seconds] = /^t=(\d+),v1=[0-9a-f]{64}$/.exec(String(headers["x-tokeflow-signature"])) ?? [];
  return new Date(Number(seconds) * 1000);
}
