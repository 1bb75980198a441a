import type { Scenarios } from "@understudy/conformance";
import { given, givenRefund } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject } from "./asking.ts";

const settle: Ask = async (client, sandboxId, sandbox) => {
  const { id: transactionId } = await given(sandbox, "pending");
  return client.settleTransaction({ path: { sandboxId, transactionId }, body: { outcome: "paid" } });
};
const settleRefund: Ask = async (client, sandboxId, sandbox) => {
  const { id: refundId } = await givenRefund(sandbox);
  return client.settleRefund({ path: { sandboxId, refundId }, body: { outcome: "succeeded" } });
};

export const outcomes = {
  settleTransaction: {
    200: asOwner(settle),
    400: async (sandbox) => {
      const { id: transactionId } = await given(sandbox, "pending");
      // A word that no type allows.
      const body = { outcome: "payed" as "paid" };
      return sandbox.as("owner").settleTransaction({ path: { sandboxId: sandbox.id, transactionId }, body });
    },
    409: async (sandbox) => {
      const { id: transactionId } = await given(sandbox, "expired");
      const body = { outcome: "paid" } as const;
      return sandbox.as("owner").settleTransaction({ path: { sandboxId: sandbox.id, transactionId }, body });
    },
    ...ofObject(settle),
  },
  settleRefund: {
    200: asOwner(settleRefund),
    400: async (sandbox) => {
      const { id: refundId } = await givenRefund(sandbox);
      const body = { outcome: "succeded" as "succeeded" };
      return sandbox.as("owner").settleRefund({ path: { sandboxId: sandbox.id, refundId }, body });
    },
    409: async (sandbox) => {
      const path = { sandboxId: sandbox.id, refundId: (await givenRefund(sandbox)).id };
      await sandbox.control.settleRefund({ path, body: { outcome: "failed" } });
      return sandbox.as("owner").settleRefund({ path, body: { outcome: "succeeded" } });
    },
    ...ofObject(settleRefund),
  },
} satisfies Partial<Scenarios<"tokeflow-control">>;
