import type { Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedWrites } from "./asking.ts";
import { givenPlainWorkflow, givenWorkflow, webhook } from "./given.ts";

/** As one of the SDKs words it: its empty headers are an empty list. */
const replacement = { ...webhook, headers: [] as [], retry: { enabled: false } };

const add: Ask = async (sandbox, client) =>
  client.addWorkflowAction({ path: await givenPlainWorkflow(sandbox), body: replacement });
const update: Ask = async (sandbox, client) =>
  client.updateWorkflowAction({ path: await givenPlainWorkflow(sandbox), body: replacement });
const remove: Ask = async (sandbox, client) => {
  const { id: workflowId, actions } = await givenWorkflow(sandbox);
  return client.removeWorkflowAction({ path: { workflowId, workflowActionId: String(actions[1]?.id) } });
};

export const actions = {
  addWorkflowAction: {
    201: as("owner", add),
    404: as("stranger", add),
    422: async (sandbox) => {
      const path = await givenPlainWorkflow(sandbox);
      return sandbox.as("owner").addWorkflowAction({ path, body: { type: "webhook" } as typeof webhook });
    },
    ...refusedWrites(add),
  },
  updateWorkflowAction: {
    200: as("owner", update),
    404: as("stranger", update),
    422: async (sandbox) => {
      const path = await givenPlainWorkflow(sandbox);
      return sandbox.as("owner").updateWorkflowAction({ path, body: { ...webhook, url: "ftp://127.0.0.1/hooks" } });
    },
    ...refusedWrites(update),
  },
  removeWorkflowAction: {
    204: as("owner", remove),
    404: as("stranger", remove),
    // The last one stays.
    422: async (sandbox) => sandbox.as("owner").removeWorkflowAction({ path: await givenPlainWorkflow(sandbox) }),
    ...refusedWrites(remove),
  },
} satisfies Partial<Scenarios<"checkout">>;
