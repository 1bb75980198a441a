import { type Scenarios, unreachable } from "@understudy/conformance";
import { type Ask, as, refusedReads, refusedWrites } from "./asking.ts";
import { given, givenRefund } from "./given.ts";

const create: Ask = async (sandbox, client) => {
  const { id: transaction_id } = await given(sandbox, "partially_refunded");
  return client.createRefund({ body: { transaction_id, amount: 2_500, reason: "requested_by_customer" } });
};
const list: Ask = (_, client) => client.listRefunds({ query: { status: "pending" } });
const get: Ask = async (sandbox, client) => client.getRefund({ path: await givenRefund(sandbox) });

export const refunds = {
  createRefund: {
    201: as("owner", create),
    400: async (sandbox) => {
      const { id: transaction_id, amount_captured } = await given(sandbox, "authorized");
      return sandbox.as("owner").createRefund({ body: { transaction_id, amount: amount_captured + 1 } });
    },
    404: as("stranger", create),
    409: unreachable("only who loses a hundred races for one transaction in a row is told"),
    ...refusedWrites(create),
  },
  listRefunds: {
    200: async (sandbox) => {
      await givenRefund(sandbox, 5_000);
      return list(sandbox, sandbox.as("owner"));
    },
    400: (sandbox) => sandbox.as("owner").listRefunds({ query: { limit: 101 } }),
    ...refusedReads(list),
  },
  getRefund: { 200: as("owner", get), 404: as("stranger", get), ...refusedReads(get) },
} satisfies Partial<Scenarios<"tokeflow">>;
