import type { Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedReads } from "./asking.ts";
import { given } from "./given.ts";

const list: Ask = (_, client) => client.listOrders({ query: { order_type: "api" } });
const get: Ask = async (sandbox, client) => {
  const { order_id } = await given(sandbox, "refunded");
  return client.getOrder({ path: { id: String(order_id) } });
};

export const orders = {
  listOrders: {
    200: async (sandbox) => {
      await given(sandbox, "pending");
      return list(sandbox, sandbox.as("owner"));
    },
    400: (sandbox) => sandbox.as("owner").listOrders({ query: { page: 0 } }),
    ...refusedReads(list),
  },
  getOrder: { 200: as("owner", get), 404: as("stranger", get), ...refusedReads(get) },
} satisfies Partial<Scenarios<"tokeflow">>;
