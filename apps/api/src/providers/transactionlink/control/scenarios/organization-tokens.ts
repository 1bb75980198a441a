import { done, type Scenarios } from "@understudy/conformance";
import { companies, definitions } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox } from "./asking.ts";

const create: Ask = (client, sandboxId) =>
  client.createOrganizationToken({
    path: { sandboxId },
    body: {
      permissions: ["can_run", "can_read_data"],
      definition_ids: [definitions.screening],
      table_ids: [companies],
      expires_at: "2099-01-01T00:00:00Z",
    },
  });
const revoke: Ask = async (client, sandboxId, { id, control }) => {
  const body = { permissions: [] };
  const { id: tokenId } = await done(control.createOrganizationToken({ path: { sandboxId: id }, body }));
  return client.revokeOrganizationToken({ path: { sandboxId, tokenId } });
};

export const organizationTokens = {
  createOrganizationToken: {
    201: async (sandbox) => {
      const path = { sandboxId: sandbox.id };
      await done(sandbox.control.createOrganizationToken({ path, body: { permissions: [] } }));
      return create(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) =>
      as("owner").createOrganizationToken({
        path: { sandboxId: id },
        body: { permissions: ["can_run", "can_fly" as "can_run"], definition_ids: ["screening"] },
      }),
    ...ofSandbox(create),
  },
  revokeOrganizationToken: { 204: asOwner(revoke), ...ofObject(revoke) },
} satisfies Partial<Scenarios<"transactionlink-control">>;
