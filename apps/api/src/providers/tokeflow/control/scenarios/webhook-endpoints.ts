import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const url = "http://127.0.0.1:9/hooks/tokeflow";

async function givenEndpoint({ id: sandboxId, control }: Sandbox): Promise<string> {
  return (await done(control.createWebhookEndpoint({ path: { sandboxId }, body: { url } }))).id;
}

const create: Ask = (client, sandboxId, { credential }) =>
  client.createWebhookEndpoint({
    path: { sandboxId },
    body: {
      url,
      event_types: ["transaction.authorized", "dispute.opened"],
      merchant_id: credential("merchant_id"),
      secret: "whsec_shop",
    },
  });
const createPlain: Ask = (client, sandboxId) => client.createWebhookEndpoint({ path: { sandboxId }, body: { url } });
const list: Ask = (client, sandboxId) => client.listWebhookEndpoints({ path: { sandboxId }, query: { limit: 1 } });
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getWebhookEndpoint({ path: { sandboxId, endpointId: await givenEndpoint(sandbox) } });
const put: Ask = async (client, sandboxId, sandbox) =>
  client.putWebhookEndpoint({
    path: { sandboxId, endpointId: await givenEndpoint(sandbox) },
    body: { url, event_types: null, merchant_id: null, active: false },
  });
const remove: Ask = async (client, sandboxId, sandbox) =>
  client.deleteWebhookEndpoint({ path: { sandboxId, endpointId: await givenEndpoint(sandbox) } });

export const webhookEndpoints = {
  createWebhookEndpoint: {
    201: asOwner(create),
    400: ({ as, id }) =>
      as("owner").createWebhookEndpoint({ path: { sandboxId: id }, body: { url: "ftp://127.0.0.1/hooks" } }),
    ...ofSandbox(createPlain),
  },
  listWebhookEndpoints: {
    200: async (sandbox) => {
      for (const make of [create, createPlain]) await make(sandbox.control, sandbox.id, sandbox);
      return list(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) =>
      as("owner").listWebhookEndpoints({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(list),
  },
  getWebhookEndpoint: { 200: asOwner(get), ...ofObject(get) },
  putWebhookEndpoint: {
    200: asOwner(put),
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id, endpointId: await givenEndpoint(sandbox) };
      return sandbox.as("owner").putWebhookEndpoint({ path, body: { url, merchant_id: "mrc_nobody" } });
    },
    ...ofObject(put),
  },
  deleteWebhookEndpoint: { 204: asOwner(remove), ...ofObject(remove) },
} satisfies Partial<Scenarios<"tokeflow-control">>;
