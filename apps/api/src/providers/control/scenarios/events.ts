import type { Scenarios } from "@understudy/conformance";
import { type Ask, type AskOf, as, ofDropped, ofObject, type Sandbox } from "./asking.ts";
import { givenEvent, givenEvents } from "./given.ts";

const list: Ask = (client, path) => client.listEvents({ path, query: { limit: 1 } });
const get: AskOf = (client, path, eventId) => client.getEvent({ path: { ...path, eventId } });
const emit: Ask = (client, path) => client.emitEvent({ path, body: { provider: "nobody", type: "thing.happened" } });

/** Makes what has happened happen again, by its provider's word, in the world of a provider that allows it. */
async function emitAgain(sandbox: Sandbox) {
  for (const { provider, type, subject, data } of await givenEvents(sandbox)) {
    const body = { provider, type, subject, data };
    const emitted = await sandbox.as("owner").emitEvent({ path: { sandboxId: sandbox.id }, body });
    if (emitted.response.ok) return emitted;
  }
  throw new Error("No provider lets events be made.");
}

export const events = {
  listEvents: {
    200: async (sandbox) => {
      await givenEvent(sandbox);
      return list(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    400: (sandbox) =>
      sandbox.as("owner").listEvents({ path: { sandboxId: sandbox.id }, query: { cursor: "never answered" } }),
    401: as("nobody", list),
    404: ofDropped(list),
  },
  emitEvent: {
    201: emitAgain,
    // In nobody's world.
    400: as("owner", emit),
    401: as("nobody", emit),
    404: ofDropped(emit),
  },
  getEvent: {
    200: async (sandbox) => {
      const { id } = await givenEvent(sandbox);
      return get(sandbox.as("owner"), { sandboxId: sandbox.id }, id);
    },
    ...ofObject(async (sandbox) => (await givenEvent(sandbox)).id, get),
  },
} satisfies Partial<Scenarios<"control">>;
