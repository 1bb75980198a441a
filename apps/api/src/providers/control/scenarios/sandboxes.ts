import type { Scenarios } from "@understudy/conformance";
import { type Ask, as, ofDropped } from "./asking.ts";
import { givenEvent } from "./given.ts";

const create: Ask = (client) => client.createSandbox({ body: { name: "contract" } });
const list: Ask = (client) => client.listSandboxes({ query: { limit: 1 } });
const get: Ask = (client, path) => client.getSandbox({ path });
const drop: Ask = (client, path) => client.dropSandbox({ path });
const readClock: Ask = (client, path) => client.getClock({ path });
const moveClock: Ask = (client, path) => client.moveClock({ path, body: { advance: "P30D" } });

export const sandboxes = {
  createSandbox: {
    201: async (sandbox) => {
      const made = await sandbox.as("owner").createSandbox({ body: { name: "contract" } });
      if (made.data) await sandbox.platform.dropSandbox({ path: { sandboxId: made.data.id } });
      return made;
    },
    400: (sandbox) => sandbox.as("owner").createSandbox({ body: { name: "" } }),
    401: as("nobody", create),
  },
  listSandboxes: {
    200: as("owner", list),
    400: (sandbox) => sandbox.as("owner").listSandboxes({ query: { limit: 101 } }),
    401: as("nobody", list),
  },
  getSandbox: { 200: as("owner", get), 401: as("nobody", get), 404: ofDropped(get) },
  dropSandbox: { 204: as("owner", drop), 401: as("nobody", drop), 404: ofDropped(drop) },
  getClock: { 200: as("owner", readClock), 401: as("nobody", readClock), 404: ofDropped(readClock) },
  moveClock: {
    // Long enough for whatever waits in any provider's world to come due.
    200: async (sandbox) => {
      await givenEvent(sandbox);
      return moveClock(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    400: (sandbox) => sandbox.as("owner").moveClock({ path: { sandboxId: sandbox.id }, body: { advance: "P99999Y" } }),
    401: as("nobody", moveClock),
    404: ofDropped(moveClock),
  },
} satisfies Partial<Scenarios<"control">>;
