import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedWrites, withScopes } from "./asking.ts";
import { events, givenPlainWorkflow, givenWorkflow, newWorkflow, webhook } from "./given.ts";

const list: Ask = (_, client) => client.getAllWorkflows();
const add: Ask = (sandbox, client) => client.addWorkflow({ body: newWorkflow(sandbox) });
const get: Ask = async (sandbox, client) =>
  client.getWorkflow({ path: { workflowId: (await givenWorkflow(sandbox)).id } });
const patch: Ask = async (sandbox, client) => {
  const { id: workflowId, conditions, actions } = await givenWorkflow(sandbox);
  const body = {
    name: "Payments to the ledger",
    active: false,
    conditions: [{ ...events, id: String(conditions[0]?.id) }],
    actions: [{ ...webhook, id: String(actions[0]?.id), signature: {} }, webhook],
  };
  return client.patchWorkflow({ path: { workflowId }, body });
};
const remove: Ask = async (sandbox, client) => client.removeWorkflow({ path: await givenPlainWorkflow(sandbox) });
const test: Ask = async (sandbox, client) =>
  client.testWorkflow({
    path: await givenPlainWorkflow(sandbox),
    body: { event_types: { gateway: ["payment_approved"], dispute: ["dispute_received"] } },
  });

export const workflows = {
  getAllWorkflows: {
    200: async (sandbox) => {
      await done(list(sandbox, sandbox.as("owner")));
      await givenWorkflow(sandbox);
      await givenPlainWorkflow(sandbox);
      return list(sandbox, sandbox.as("owner"));
    },
    ...refusedWrites(list),
  },
  addWorkflow: {
    201: as("owner", add),
    422: (sandbox) =>
      sandbox.as("owner").addWorkflow({ body: { ...newWorkflow(sandbox), conditions: [events, events] } }),
    ...refusedWrites(add),
  },
  getWorkflow: { 200: as("owner", get), 404: as("stranger", get), ...refusedWrites(get) },
  patchWorkflow: {
    200: as("owner", patch),
    404: as("stranger", patch),
    422: async (sandbox) => {
      const path = await givenPlainWorkflow(sandbox);
      return sandbox.as("owner").patchWorkflow({ path, body: { conditions: [events, events] } });
    },
    ...refusedWrites(patch),
  },
  removeWorkflow: { 204: as("owner", remove), 404: as("stranger", remove), ...refusedWrites(remove) },
  testWorkflow: {
    204: withScopes(["flow:workflows"], test),
    404: as("stranger", test),
    // A type that exists, but that the workflow does not take.
    422: async (sandbox) => {
      const path = await givenPlainWorkflow(sandbox);
      return sandbox.as("owner").testWorkflow({ path, body: { event_types: { gateway: ["payment_voided"] } } });
    },
    ...refusedWrites(test),
  },
} satisfies Partial<Scenarios<"checkout">>;
