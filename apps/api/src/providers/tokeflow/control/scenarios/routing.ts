import { done, type Scenarios } from "@understudy/conformance";
import { tokenOf } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, type Sandbox } from "./asking.ts";

/** Every kind of node: cards of a size by the first connector, all else by weight. */
async function draftFor({ id, control }: Sandbox) {
  const { data } = await done(control.listConnectors({ path: { sandboxId: id } }));
  const connectors = data.map(({ id }) => id);
  return {
    root: "node_1",
    nodes: [
      {
        id: "node_1",
        type: "condition",
        all: [
          { field: "payment_method", op: "in", value: ["credit_card", "debit_card"] },
          { field: "amount", op: "gte", value: 20_000 },
        ],
        then: "node_2",
        else: "node_3",
      },
      { id: "node_2", type: "route", connectors: connectors.slice(0, 1), cascade: { on: [], max_attempts: 1 } },
      {
        id: "node_3",
        type: "split",
        branches: [
          { weight: 70, to: "node_2" },
          { weight: 30, to: "node_4" },
        ],
      },
      { id: "node_4", type: "route", connectors },
    ],
  } satisfies Parameters<Sandbox["control"]["putRoutingTree"]>[0]["body"];
}

const get: Ask = (client, sandboxId, { credential }) =>
  client.getRoutingTree({ path: { sandboxId, merchantId: credential("merchant_id") } });
const put: Ask = async (client, sandboxId, sandbox) =>
  client.putRoutingTree({
    path: { sandboxId, merchantId: sandbox.credential("merchant_id") },
    body: await draftFor(sandbox),
  });
const remove: Ask = (client, sandboxId, { credential }) =>
  client.deleteRoutingTree({ path: { sandboxId, merchantId: credential("merchant_id") } });
const explain: Ask = async (client, sandboxId, sandbox) =>
  client.explainRouting({
    path: { sandboxId, merchantId: sandbox.credential("merchant_id") },
    body: {
      payment_method: "credit_card",
      country: "BR",
      currency: "BRL",
      amount: 15_000,
      card_ciphertext_id: await tokenOf(sandbox),
    },
  });

export const routing = {
  getRoutingTree: { 200: asOwner(get), ...ofObject(get) },
  putRoutingTree: {
    200: asOwner(put),
    // The tree leads to a node that it does not have.
    400: async (sandbox) => {
      const { root, nodes } = await draftFor(sandbox);
      return sandbox.as("owner").putRoutingTree({
        path: { sandboxId: sandbox.id, merchantId: sandbox.credential("merchant_id") },
        body: { root, nodes: nodes.slice(0, -1) },
      });
    },
    ...ofObject(put),
  },
  deleteRoutingTree: { 204: asOwner(remove), ...ofObject(remove) },
  explainRouting: {
    // With all kinds of nodes on the way.
    200: async (sandbox) => {
      await put(sandbox.control, sandbox.id, sandbox);
      return explain(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: async ({ as, id, credential }) =>
      as("owner").explainRouting({
        path: { sandboxId: id, merchantId: credential("merchant_id") },
        body: { payment_method: "credit_card", country: "BR", currency: "BRL", amount: -1 },
      }),
    ...ofObject(explain),
  },
} satisfies Partial<Scenarios<"tokeflow-control">>;
