import { done, type Scenarios } from "@understudy/conformance";
import { givenPayment } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const play: Ask = (client, sandboxId) =>
  client.playPayment({
    path: { sandboxId },
    body: {
      outcome: "approved",
      capture: true,
      amount: 6_540,
      currency: "EUR",
      entity_id: "ent_axclravnqf5u5ejkweijnp5zc4",
      processing_channel_id: "pc_axclravnqf5u5ejkweijnp5zc4",
      reference: "ORD-5023-4E89",
      metadata: { coupon_code: "NY2018" },
      email: "sam@example.com",
      late_approval: "PT10M",
    },
  });
const list: Ask = (client, sandboxId) => client.listPayments({ path: { sandboxId }, query: { limit: 1 } });
const get: Ask = async (client, sandboxId, sandbox) => client.getPayment({ path: await pathOf(sandboxId, sandbox) });
const capture: Ask = async (client, sandboxId, sandbox) =>
  client.capturePayment({
    path: await pathOf(sandboxId, sandbox),
    body: { amount: 400, reference: "ORD-5023-4E89-1", metadata: { part: 1 } },
  });
const refund: Ask = async (client, sandboxId, sandbox) =>
  client.refundPayment({ path: await pathOf(sandboxId, sandbox, true), body: { amount: 250 } });
const giveUp: Ask = async (client, sandboxId, sandbox) =>
  client.voidPayment({ path: await pathOf(sandboxId, sandbox), body: { reference: "ORD-5023-4E89-2" } });

/** Where a payment of 1000 would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, sandbox: Sandbox, capture = false) {
  const { id: paymentId } = await givenPayment(sandbox, { amount: 1_000, capture });
  return { sandboxId, paymentId };
}

export const payments = {
  playPayment: {
    // Other outcomes, and none asked for.
    201: async (sandbox) => {
      for (const body of [{}, { amount: 1_005 }, { amount: 0 }, { amount: 0, outcome: "declined" as const }])
        await givenPayment(sandbox, body);
      await done(sandbox.control.playPayment({ path: { sandboxId: sandbox.id } }));
      return play(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) => as("owner").playPayment({ path: { sandboxId: id }, body: { amount: -1 } }),
    ...ofSandbox(play),
  },
  listPayments: {
    200: async (sandbox) => {
      await done(list(sandbox.as("owner"), sandbox.id, sandbox));
      for (const capture of [true, false]) await givenPayment(sandbox, { capture });
      return list(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) => as("owner").listPayments({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(list),
  },
  getPayment: { 200: asOwner(get), ...ofObject(get) },
  capturePayment: {
    200: asOwner(capture),
    // More than is left.
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      await done(sandbox.control.capturePayment({ path, body: { amount: 400 } }));
      return sandbox.as("owner").capturePayment({ path, body: { amount: 601 } });
    },
    409: async (sandbox) => sandbox.as("owner").capturePayment({ path: await pathOf(sandbox.id, sandbox, true) }),
    ...ofObject(capture),
  },
  refundPayment: {
    200: asOwner(refund),
    // More than was captured.
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox, true);
      return sandbox.as("owner").refundPayment({ path, body: { amount: 1_001 } });
    },
    409: async (sandbox) => sandbox.as("owner").refundPayment({ path: await pathOf(sandbox.id, sandbox) }),
    ...ofObject(refund),
  },
  voidPayment: {
    200: asOwner(giveUp),
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      return sandbox.as("owner").voidPayment({ path, body: { reference: "" } });
    },
    409: async (sandbox) => sandbox.as("owner").voidPayment({ path: await pathOf(sandbox.id, sandbox, true) }),
    ...ofObject(giveUp),
  },
} satisfies Partial<Scenarios<"checkout-control">>;
