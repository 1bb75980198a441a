import { done, type Scenarios } from "@understudy/conformance";
import { type ControlSchemas, eventTypes } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

type Settings = ControlSchemas["SubscriptionSettings"];

/** Nobody listens there. */
const plain: Settings = { event_types: ["linx.workflow-updated"], receiver_url: "http://127.0.0.1:9/rocketkor" };

/** With all that can be said of one. */
const whole: Settings = {
  ...plain,
  description: "Back office",
  event_types: [...eventTypes],
  state: "suspended",
  signing_secret: "a-secret-of-your-own",
};

const list: Ask = (client, sandboxId) => client.listSubscriptions({ path: { sandboxId }, query: { limit: 1 } });
const create: Ask = (client, sandboxId) => client.createSubscription({ path: { sandboxId }, body: plain });
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getSubscription({ path: await pathOf(sandboxId, sandbox) });
const put: Ask = async (client, sandboxId, sandbox) =>
  client.putSubscription({ path: await pathOf(sandboxId, sandbox), body: plain });
const remove: Ask = async (client, sandboxId, sandbox) =>
  client.deleteSubscription({ path: await pathOf(sandboxId, sandbox) });

/** Where a subscription would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, { id, control }: Sandbox, body = whole) {
  const { id: subscriptionId } = await done(control.createSubscription({ path: { sandboxId: id }, body }));
  return { sandboxId, subscriptionId };
}

/** Wrong in its types and its state. */
const broken = { ...plain, event_types: ["linx.workflow-lost"], state: "asleep" } as unknown as Settings;
/** An address that holds a secret would show it to everybody. */
const telling: Settings = { ...plain, receiver_url: "http://name:password@127.0.0.1:9/" };

export const subscriptions = {
  listSubscriptions: {
    // None; then a page, and the one behind it.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = { sandboxId: sandbox.id };
      await done(owner.listSubscriptions({ path }));
      for (const body of [plain, whole, plain]) await pathOf(sandbox.id, sandbox, body);
      const { next_cursor: cursor } = await done(owner.listSubscriptions({ path, query: { limit: 2 } }));
      return owner.listSubscriptions({ path, query: { limit: 2, cursor: String(cursor) } });
    },
    400: ({ as, id }) => as("owner").listSubscriptions({ path: { sandboxId: id }, query: { limit: 0 } }),
    ...ofSandbox(list),
  },
  createSubscription: {
    201: async (sandbox) => {
      const path = { sandboxId: sandbox.id };
      await done(sandbox.as("owner").createSubscription({ path, body: whole }));
      await done(sandbox.as("owner").createSubscription({ path, body: { ...plain, signing_secret: null } }));
      return asOwner(create)(sandbox);
    },
    400: async ({ as, id }) => {
      await as("owner").createSubscription({ path: { sandboxId: id }, body: broken });
      return as("owner").createSubscription({ path: { sandboxId: id }, body: telling });
    },
    ...ofSandbox(create),
  },
  getSubscription: {
    200: async (sandbox) => {
      await done(sandbox.as("owner").getSubscription({ path: await pathOf(sandbox.id, sandbox, plain) }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
  putSubscription: {
    200: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox, plain);
      await done(sandbox.as("owner").putSubscription({ path, body: whole }));
      return asOwner(put)(sandbox);
    },
    400: async (sandbox) =>
      sandbox.as("owner").putSubscription({ path: await pathOf(sandbox.id, sandbox), body: broken }),
    ...ofObject(put),
  },
  deleteSubscription: { 204: asOwner(remove), ...ofObject(remove) },
} satisfies Partial<Scenarios<"rocketkor-control">>;
