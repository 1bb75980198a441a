import type { Scenarios } from "@understudy/conformance";
import { type Ask, asOwner, ofSandbox } from "./asking.ts";

const get: Ask = (client, sandboxId) => client.getRateLimit({ path: { sandboxId } });
const put: Ask = (client, sandboxId) => client.putRateLimit({ path: { sandboxId }, body: { requests: 100 } });
const remove: Ask = (client, sandboxId) => client.deleteRateLimit({ path: { sandboxId } });

export const rateLimit = {
  getRateLimit: { 200: asOwner(get), ...ofSandbox(get) },
  putRateLimit: {
    200: asOwner(put),
    400: ({ as, id }) => as("owner").putRateLimit({ path: { sandboxId: id }, body: { requests: 0 } }),
    ...ofSandbox(put),
  },
  deleteRateLimit: { 204: asOwner(remove), ...ofSandbox(remove) },
} satisfies Partial<Scenarios<"tokeflow-control">>;
