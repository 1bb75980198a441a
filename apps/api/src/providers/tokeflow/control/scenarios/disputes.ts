import { done, type Scenarios } from "@understudy/conformance";
import { given } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

async function givenDispute(sandbox: Sandbox): Promise<string> {
  const { id: transactionId } = await given(sandbox, "partially_refunded");
  return (await done(sandbox.control.openDispute({ path: { sandboxId: sandbox.id, transactionId } }))).id;
}

const open: Ask = async (client, sandboxId, sandbox) => {
  const { id: transactionId } = await given(sandbox, "authorized");
  return client.openDispute({ path: { sandboxId, transactionId }, body: { reason: "fraudulent", amount: 10_000 } });
};
const list: Ask = (client, sandboxId) => client.listDisputes({ path: { sandboxId } });
const close: Ask = async (client, sandboxId, sandbox) =>
  client.closeDispute({ path: { sandboxId, disputeId: await givenDispute(sandbox) }, body: { outcome: "won" } });

export const disputes = {
  openDispute: {
    201: asOwner(open),
    // More than was captured.
    400: async (sandbox) => {
      const { id: transactionId, amount_captured } = await given(sandbox, "authorized");
      const body = { amount: amount_captured + 1 };
      return sandbox.as("owner").openDispute({ path: { sandboxId: sandbox.id, transactionId }, body });
    },
    409: async (sandbox) => {
      const { id: transactionId } = await given(sandbox, "capture_pending");
      return sandbox.as("owner").openDispute({ path: { sandboxId: sandbox.id, transactionId } });
    },
    ...ofObject(open),
  },
  listDisputes: {
    200: async (sandbox) => {
      await givenDispute(sandbox);
      return list(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) => as("owner").listDisputes({ path: { sandboxId: id }, query: { limit: 101 } }),
    ...ofSandbox(list),
  },
  closeDispute: {
    200: asOwner(close),
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id, disputeId: await givenDispute(sandbox) };
      // A word that no type allows.
      return sandbox.as("owner").closeDispute({ path, body: { outcome: "drawn" as "won" } });
    },
    409: async (sandbox) => {
      const path = { sandboxId: sandbox.id, disputeId: await givenDispute(sandbox) };
      await sandbox.control.closeDispute({ path, body: { outcome: "lost" } });
      return sandbox.as("owner").closeDispute({ path, body: { outcome: "won" } });
    },
    ...ofObject(close),
  },
} satisfies Partial<Scenarios<"tokeflow-control">>;
