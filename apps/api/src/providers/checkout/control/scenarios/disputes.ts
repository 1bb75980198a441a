import { done, type Scenarios } from "@understudy/conformance";
import { givenDispute, givenPayment } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject } from "./asking.ts";

const open: Ask = async (client, sandboxId, sandbox) => {
  const { id: paymentId } = await givenPayment(sandbox, { capture: true });
  return client.openDispute({
    path: { sandboxId, paymentId },
    body: {
      as: "request_for_information_received",
      amount: 500,
      category: "product_not_received",
      reason_code: "13.1",
    },
  });
};
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getDispute({ path: { sandboxId, disputeId: (await givenDispute(sandbox)).id } });
const advance: Ask = async (client, sandboxId, sandbox) =>
  client.advanceDispute({
    path: { sandboxId, disputeId: (await givenDispute(sandbox)).id },
    body: { to: "dispute_evidence_required" },
  });

export const disputes = {
  openDispute: {
    201: async (sandbox) => {
      await givenDispute(sandbox);
      return open(sandbox.as("owner"), sandbox.id, sandbox);
    },
    // More than was captured.
    400: async (sandbox) => {
      const { id: paymentId, amount } = await givenPayment(sandbox, { capture: true });
      const path = { sandboxId: sandbox.id, paymentId };
      return sandbox.as("owner").openDispute({ path, body: { amount: amount + 1 } });
    },
    409: async (sandbox) => {
      const { id: paymentId } = await givenPayment(sandbox);
      return sandbox.as("owner").openDispute({ path: { sandboxId: sandbox.id, paymentId } });
    },
    ...ofObject(open),
  },
  getDispute: { 200: asOwner(get), ...ofObject(get) },
  advanceDispute: {
    200: asOwner(advance),
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id, disputeId: (await givenDispute(sandbox)).id };
      // A word that no type allows.
      return sandbox.as("owner").advanceDispute({ path, body: { to: "dispute_drawn" as "dispute_won" } });
    },
    // It is over.
    409: async (sandbox) => {
      const path = { sandboxId: sandbox.id, disputeId: (await givenDispute(sandbox)).id };
      await done(sandbox.control.advanceDispute({ path, body: { to: "dispute_accepted" } }));
      return sandbox.as("owner").advanceDispute({ path, body: { to: "dispute_won" } });
    },
    ...ofObject(advance),
  },
} satisfies Partial<Scenarios<"checkout-control">>;
