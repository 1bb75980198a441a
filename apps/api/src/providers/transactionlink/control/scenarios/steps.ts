import { done, type Scenarios } from "@understudy/conformance";
import { givenExecution, givenSettled } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, type Sandbox } from "./asking.ts";

const complete: Ask = async (client, sandboxId, sandbox) =>
  client.completeStep({ path: await pathOf(sandboxId, sandbox) });
const fail: Ask = async (client, sandboxId, sandbox) =>
  client.failStep({
    path: await pathOf(sandboxId, sandbox),
    body: { code: "camera.denied", message: "The camera may not be used." },
  });
const abandon: Ask = async (client, sandboxId, sandbox) =>
  client.abandonStep({ path: await pathOf(sandboxId, sandbox) });
const finish: Ask = async (client, sandboxId, sandbox) =>
  client.finishWorkflow({ path: await pathOf(sandboxId, sandbox) });
const send: Ask = async (client, sandboxId, sandbox) =>
  client.sendWorkflowEvent({
    path: { sandboxId, ...(await givenSettled(sandbox, "review")) },
    body: { name: "review", payload: { approved: true, by: "anna@example.com" } },
  });

/** Where an execution that waits for a person would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, sandbox: Sandbox) {
  return { sandboxId, ...(await givenExecution(sandbox)) };
}

/** Where an execution is in which nobody has anything to do any more. */
async function pathOfEnded(sandbox: Sandbox) {
  return { sandboxId: sandbox.id, ...(await givenSettled(sandbox)) };
}

export const steps = {
  completeStep: {
    // One step of each kind, one after the other.
    200: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      const owner = sandbox.as("owner");
      for (const _ of ["company", "representative"]) await done(owner.completeStep({ path, body: {} }));
      const files = [{ name: "extract.pdf", type: "application/pdf", size: 48_213 }];
      await done(owner.completeStep({ path, body: { values: { files } } }));
      const identity = { documentType: "passport", documentNumber: "AB1234001" };
      await done(owner.completeStep({ path, body: { values: identity } }));
      return owner.completeStep({ path, body: { values: { bank: "Sleepy Bank" } } });
    },
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      return sandbox.as("owner").completeStep({ path, body: { values: { companyName: "" } } });
    },
    409: async (sandbox) => sandbox.as("owner").completeStep({ path: await pathOfEnded(sandbox) }),
    ...ofObject(complete),
  },
  failStep: {
    200: asOwner(fail),
    400: async (sandbox) =>
      sandbox.as("owner").failStep({ path: await pathOf(sandbox.id, sandbox), body: { code: "two words" } }),
    409: async (sandbox) => sandbox.as("owner").failStep({ path: await pathOfEnded(sandbox) }),
    ...ofObject(fail),
  },
  abandonStep: {
    200: asOwner(abandon),
    409: async (sandbox) => sandbox.as("owner").abandonStep({ path: await pathOfEnded(sandbox) }),
    ...ofObject(abandon),
  },
  sendWorkflowEvent: {
    200: asOwner(send),
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id, ...(await givenSettled(sandbox, "review")) };
      return sandbox.as("owner").sendWorkflowEvent({ path, body: { name: "two words" } });
    },
    // It waits for another.
    409: async (sandbox) => {
      const path = { sandboxId: sandbox.id, ...(await givenSettled(sandbox, "review")) };
      return sandbox.as("owner").sendWorkflowEvent({ path, body: { name: "approval" } });
    },
    ...ofObject(send),
  },
  finishWorkflow: {
    200: async (sandbox) => {
      for (const outcome of ["fail", "abandon"] as const)
        await done(sandbox.as("owner").finishWorkflow({ path: await pathOf(sandbox.id, sandbox), body: { outcome } }));
      return asOwner(finish)(sandbox);
    },
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      const values = { representative: { email: "no address" } };
      return sandbox.as("owner").finishWorkflow({ path, body: { values } });
    },
    409: async (sandbox) => sandbox.as("owner").finishWorkflow({ path: await pathOfEnded(sandbox) }),
    ...ofObject(finish),
  },
} satisfies Partial<Scenarios<"transactionlink-control">>;
