import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, asOwner, ofObject, ofSandbox } from "./asking.ts";

const createMerchant: Ask = (client, sandboxId) =>
  client.createMerchant({
    path: { sandboxId },
    body: { id: "mrc_outlet", name: "LOJA OUTLET", city: "CURITIBA", seed: "7" },
  });
const listMerchants: Ask = (client, sandboxId) => client.listMerchants({ path: { sandboxId } });
const createKey: Ask = (client, sandboxId) =>
  client.createKey({
    path: { sandboxId },
    body: {
      kind: "organization",
      environment: "live",
      scopes: ["transactions:read"],
      expires_at: "2099-01-01T00:00:00Z",
      allowed_ips: ["127.0.0.0/8"],
    },
  });
const listKeys: Ask = (client, sandboxId) => client.listKeys({ path: { sandboxId }, query: { limit: 1 } });
const revokeKey: Ask = async (client, sandboxId, { id, control }) => {
  const { id: keyId } = await done(control.createKey({ path: { sandboxId: id }, body: { kind: "merchant" } }));
  return client.revokeKey({ path: { sandboxId, keyId } });
};

export const merchants = {
  createMerchant: {
    201: asOwner(createMerchant),
    400: ({ as, id }) => as("owner").createMerchant({ path: { sandboxId: id }, body: { city: "São Paulo" } }),
    409: async ({ as, id, credential }) =>
      as("owner").createMerchant({ path: { sandboxId: id }, body: { id: credential("merchant_id") } }),
    ...ofSandbox(createMerchant),
  },
  listMerchants: {
    200: asOwner(listMerchants),
    400: ({ as, id }) => as("owner").listMerchants({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(listMerchants),
  },
  createKey: {
    201: asOwner(createKey),
    400: ({ as, id }) =>
      as("owner").createKey({ path: { sandboxId: id }, body: { kind: "merchant", allowed_ips: ["somewhere"] } }),
    ...ofSandbox(createKey),
  },
  listKeys: {
    200: asOwner(listKeys),
    400: ({ as, id }) => as("owner").listKeys({ path: { sandboxId: id }, query: { limit: 0 } }),
    ...ofSandbox(listKeys),
  },
  revokeKey: { 204: asOwner(revokeKey), ...ofObject(revokeKey) },
} satisfies Partial<Scenarios<"tokeflow-control">>;
