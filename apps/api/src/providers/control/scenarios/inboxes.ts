import type { Scenarios } from "@understudy/conformance";
import { type Ask, type AskOf, as, ofDropped, ofObject, type Sandbox } from "./asking.ts";
import { givenInbox } from "./given.ts";

const list: Ask = (client, path) => client.listInboxes({ path, query: { limit: 1 } });
const put: Ask = (client, path) =>
  client.putInbox({ path: { ...path, name: "orders" }, body: { behaviour: { status: 503, delay: "PT0.2S" } } });
const get: AskOf = (client, path, name) =>
  client.getInbox({ path: { ...path, name }, query: { wait: "PT5S", count: 1 } });
const drop: AskOf = (client, path, name) => client.dropInbox({ path: { ...path, name } });

const ofGiven = (ask: AskOf) => async (sandbox: Sandbox) =>
  ask(sandbox.as("owner"), { sandboxId: sandbox.id }, await givenInbox(sandbox));

export const inboxes = {
  listInboxes: {
    200: async (sandbox) => {
      await givenInbox(sandbox);
      return list(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    400: (sandbox) => sandbox.as("owner").listInboxes({ path: { sandboxId: sandbox.id }, query: { cursor: "here" } }),
    401: as("nobody", list),
    404: ofDropped(list),
  },
  putInbox: {
    200: async (sandbox) => {
      await givenInbox(sandbox);
      return put(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    201: as("owner", put),
    400: (sandbox) => sandbox.as("owner").putInbox({ path: { sandboxId: sandbox.id, name: "two words" } }),
    401: as("nobody", put),
    404: ofDropped(put),
  },
  getInbox: {
    200: ofGiven(get),
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id, name: await givenInbox(sandbox) };
      return sandbox.as("owner").getInbox({ path, query: { wait: "PT61S" } });
    },
    ...ofObject(givenInbox, get),
  },
  dropInbox: { 204: ofGiven(drop), ...ofObject(givenInbox, drop) },
} satisfies Partial<Scenarios<"control">>;
