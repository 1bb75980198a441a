import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, asOwner, ofObject, ofSandbox } from "./asking.ts";

const create: Ask = (client, sandboxId) =>
  client.createKey({
    path: { sandboxId },
    body: { kind: "oauth_client", scopes: ["flow:reflow"], expires_at: "2099-01-01T00:00:00Z" },
  });
const revoke: Ask = async (client, sandboxId, { id, control }) => {
  const { id: keyId } = await done(control.createKey({ path: { sandboxId: id }, body: { kind: "secret" } }));
  return client.revokeKey({ path: { sandboxId, keyId } });
};

export const keys = {
  createKey: {
    201: async (sandbox) => {
      await done(sandbox.control.createKey({ path: { sandboxId: sandbox.id }, body: { kind: "secret" } }));
      return create(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) =>
      as("owner").createKey({ path: { sandboxId: id }, body: { kind: "secret", scopes: ["Not A Scope"] } }),
    ...ofSandbox(create),
  },
  revokeKey: { 204: asOwner(revoke), ...ofObject(revoke) },
} satisfies Partial<Scenarios<"checkout-control">>;
