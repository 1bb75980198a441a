import type { Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedWrites } from "./asking.ts";
import { events, givenPlainWorkflow, givenWorkflow } from "./given.ts";

const entity = { type: "entity", entities: ["ent_axclravnqf5u5ejkweijnp5zc4"] } as const;
const captures = { type: "event" as const, events: { gateway: ["payment_captured"] } };

const add: Ask = async (sandbox, client) =>
  client.addWorkflowCondition({
    path: await givenPlainWorkflow(sandbox),
    body: { ...entity, entities: [...entity.entities] },
  });
const update: Ask = async (sandbox, client) =>
  client.updateWorkflowCondition({ path: await givenPlainWorkflow(sandbox), body: captures });
const remove: Ask = async (sandbox, client) => {
  const { id: workflowId, conditions } = await givenWorkflow(sandbox);
  return client.removeWorkflowCondition({ path: { workflowId, workflowConditionId: String(conditions[0]?.id) } });
};

export const conditions = {
  addWorkflowCondition: {
    201: as("owner", add),
    404: as("stranger", add),
    // One of a type at most.
    422: async (sandbox) => {
      const path = await givenPlainWorkflow(sandbox);
      return sandbox.as("owner").addWorkflowCondition({ path, body: events });
    },
    ...refusedWrites(add),
  },
  updateWorkflowCondition: {
    200: as("owner", update),
    404: as("stranger", update),
    // A type that exists, but of another source.
    422: async (sandbox) => {
      const path = await givenPlainWorkflow(sandbox);
      const body = { ...captures, events: { dispute: ["payment_captured"] } };
      return sandbox.as("owner").updateWorkflowCondition({ path, body });
    },
    ...refusedWrites(update),
  },
  removeWorkflowCondition: {
    204: as("owner", remove),
    404: as("stranger", remove),
    // The last one stays.
    422: async (sandbox) => sandbox.as("owner").removeWorkflowCondition({ path: await givenPlainWorkflow(sandbox) }),
    ...refusedWrites(remove),
  },
} satisfies Partial<Scenarios<"checkout">>;
