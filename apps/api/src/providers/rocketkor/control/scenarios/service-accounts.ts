import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, asOwner, ofObject, ofSandbox } from "./asking.ts";

const roles = ["owner", "admin", "manager", "clerk", "finance", "view-only"] as const;

const list: Ask = (client, sandboxId) => client.listServiceAccounts({ path: { sandboxId }, query: { limit: 2 } });
const create: Ask = (client, sandboxId) =>
  client.createServiceAccount({ path: { sandboxId }, body: { role: "finance", name: "Nightly rebates" } });
const remove: Ask = async (client, sandboxId, { id, control }) => {
  const made = await done(control.createServiceAccount({ path: { sandboxId: id }, body: { role: "clerk" } }));
  return client.deleteServiceAccount({ path: { sandboxId, serviceAccountId: made.id } });
};

export const serviceAccounts = {
  listServiceAccounts: {
    // The one that every sandbox comes with; then a page, and the one behind it.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = { sandboxId: sandbox.id };
      await done(list(owner, sandbox.id, sandbox) as ReturnType<typeof owner.listServiceAccounts>);
      for (const role of roles) await done(owner.createServiceAccount({ path, body: { role } }));
      const { next_cursor: cursor } = await done(owner.listServiceAccounts({ path, query: { limit: 4 } }));
      return owner.listServiceAccounts({ path, query: { limit: 4, cursor: String(cursor) } });
    },
    400: ({ as, id }) =>
      as("owner").listServiceAccounts({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(list),
  },
  createServiceAccount: {
    201: async (sandbox) => {
      const path = { sandboxId: sandbox.id };
      for (const role of roles) await done(sandbox.as("owner").createServiceAccount({ path, body: { role } }));
      return asOwner(create)(sandbox);
    },
    400: ({ as, id }) =>
      as("owner").createServiceAccount({ path: { sandboxId: id }, body: { role: "boss" as "owner", name: "" } }),
    ...ofSandbox(create),
  },
  deleteServiceAccount: { 204: asOwner(remove), ...ofObject(remove) },
} satisfies Partial<Scenarios<"rocketkor-control">>;
