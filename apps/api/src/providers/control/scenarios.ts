import type { Persona, Personas, Sandbox as SandboxOf, Scenario, Scenarios } from "@understudy/conformance";
import { occasions } from "../../generated/scenarios.ts";

type Sandbox = SandboxOf<"control">;
type Ask = (client: ReturnType<Sandbox["as"]>, path: { sandboxId: string }) => ReturnType<Scenario<"control">>;

export const personas: Personas<"control"> = {
  owner: () => ({}),
  nobody: () => ({ token: "not-the-token-of-the-server" }),
};

const as =
  (who: Persona, ask: Ask): Scenario<"control"> =>
  (sandbox) =>
    ask(sandbox.as(who), { sandboxId: sandbox.id });

/** A dropped sandbox is as absent as one that never was. */
const ofDropped =
  (ask: Ask): Scenario<"control"> =>
  async (sandbox) => {
    const path = { sandboxId: sandbox.id };
    await sandbox.platform.dropSandbox({ path });
    return ask(sandbox.as("owner"), path);
  };

/** The newest event of a sandbox in which something has happened in every provider's world. */
async function givenEvent(sandbox: Sandbox): Promise<{ id: string }> {
  for (const happen of Object.values(occasions)) await happen(sandbox);
  const { data } = await sandbox.platform.listEvents({ path: { sandboxId: sandbox.id } });
  const [event] = data?.data ?? [];
  if (!event) throw new Error("Nothing has happened.");
  return event;
}

const create: Ask = (client) => client.createSandbox({ body: { name: "contract" } });
const list: Ask = (client) => client.listSandboxes({ query: { limit: 1 } });
const get: Ask = (client, path) => client.getSandbox({ path });
const drop: Ask = (client, path) => client.dropSandbox({ path });
const readClock: Ask = (client, path) => client.getClock({ path });
const moveClock: Ask = (client, path) => client.moveClock({ path, body: { advance: "P30D" } });
const listEvents: Ask = (client, path) => client.listEvents({ path, query: { limit: 1 } });

export const scenarios: Scenarios<"control"> = {
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
  listEvents: {
    200: async (sandbox) => {
      await givenEvent(sandbox);
      return listEvents(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    400: (sandbox) =>
      sandbox.as("owner").listEvents({ path: { sandboxId: sandbox.id }, query: { cursor: "never answered" } }),
    401: as("nobody", listEvents),
    404: ofDropped(listEvents),
  },
  getEvent: {
    200: async (sandbox) => {
      const { id: eventId } = await givenEvent(sandbox);
      return sandbox.as("owner").getEvent({ path: { sandboxId: sandbox.id, eventId } });
    },
    401: (sandbox) => sandbox.as("nobody").getEvent({ path: { sandboxId: sandbox.id, eventId: "evt_01k2m8q5a1" } }),
    404: async (sandbox) => {
      const [{ id: eventId }, { id: sandboxId }] = [await givenEvent(sandbox), await sandbox.elsewhere()];
      return sandbox.as("owner").getEvent({ path: { sandboxId, eventId } });
    },
  },
};
