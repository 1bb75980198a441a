import type { Scenarios } from "@understudy/conformance";
import { type Ask, type AskOf, as, ofDropped, ofObject, type Sandbox } from "./asking.ts";
import { givenDelivery } from "./given.ts";

const list: Ask = (client, path) => client.listDeliveries({ path, query: { limit: 1 } });
const get: AskOf = (client, path, deliveryId) => client.getDelivery({ path: { ...path, deliveryId } });
const resend: AskOf = (client, path, deliveryId) => client.resendDelivery({ path: { ...path, deliveryId } });

const givenId = async (sandbox: Sandbox) => (await givenDelivery(sandbox)).id;
const ofGiven = (ask: AskOf) => async (sandbox: Sandbox) =>
  ask(sandbox.as("owner"), { sandboxId: sandbox.id }, await givenId(sandbox));

export const deliveries = {
  listDeliveries: {
    200: async (sandbox) => {
      await givenDelivery(sandbox);
      return list(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    400: (sandbox) => sandbox.as("owner").listDeliveries({ path: { sandboxId: sandbox.id }, query: { limit: 101 } }),
    401: as("nobody", list),
    404: ofDropped(list),
  },
  getDelivery: {
    // After the schedule of any provider is over, so that there are attempts to show.
    200: async (sandbox) => {
      const id = await givenId(sandbox);
      await sandbox.platform.moveClock({ path: { sandboxId: sandbox.id }, body: { advance: "P30D" } });
      return get(sandbox.as("owner"), { sandboxId: sandbox.id }, id);
    },
    ...ofObject(givenId, get),
  },
  resendDelivery: { 201: ofGiven(resend), ...ofObject(givenId, resend) },
} satisfies Partial<Scenarios<"control">>;
