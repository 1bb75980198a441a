import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

/** Nobody listens there. */
const body = { url: "http://127.0.0.1:9/workflows" };

const put: Ask = (client, sandboxId) => client.putWebhook({ path: { sandboxId }, body });
const get: Ask = async (client, sandboxId, sandbox) => client.getWebhook({ path: await pathOf(sandboxId, sandbox) });
const remove: Ask = async (client, sandboxId, sandbox) =>
  client.deleteWebhook({ path: await pathOf(sandboxId, sandbox) });
const rotate: Ask = (client, sandboxId) => client.rotateWebhookKey({ path: { sandboxId } });

/** Where a webhook would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, { id, control }: Sandbox) {
  await done(control.putWebhook({ path: { sandboxId: id }, body }));
  return { sandboxId };
}

export const webhook = {
  getWebhook: { 200: asOwner(get), ...ofObject(get) },
  putWebhook: {
    201: asOwner(put),
    200: async (sandbox) => put(sandbox.as("owner"), (await pathOf(sandbox.id, sandbox)).sandboxId, sandbox),
    400: ({ as, id }) =>
      as("owner").putWebhook({ path: { sandboxId: id }, body: { url: "http://name:password@127.0.0.1:9/" } }),
    ...ofSandbox(put),
  },
  deleteWebhook: { 204: asOwner(remove), ...ofObject(remove) },
  rotateWebhookKey: { 201: asOwner(rotate), ...ofSandbox(rotate) },
} satisfies Partial<Scenarios<"transactionlink-control">>;
