import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedReads, refusedWrites, withPermissions } from "./asking.ts";
import { givenExecution, givenRecord, givenSettled, newExecution, nobodys } from "./given.ts";

const initialise: Ask = (_, client) => client.initialiseWorkflow({ body: newExecution("screening") });
const find: Ask = async (sandbox, client) => client.findWorkflow({ path: await givenExecution(sandbox) });
const cancel: Ask = async (sandbox, client) => client.cancelWorkflow({ path: await givenExecution(sandbox) });
const getResult: Ask = async (sandbox, client) => client.getWorkflowResult({ path: await givenSettled(sandbox) });

const malformed = { workflowId: "f01fd001" };

export const workflows = {
  initialiseWorkflow: {
    // In the background, then for a person, with all that can be given.
    200: async (sandbox) => {
      await done(sandbox.as("owner").initialiseWorkflow({ body: newExecution("failing", { parameters: {} }) }));
      await withPermissions(["can_run"], initialise)(sandbox);
      const { id: recordId } = await givenRecord(sandbox);
      const { world } = sandbox;
      const expiresAt = new Date(Date.parse(world.now) + 86_400_000).toISOString();
      const body = newExecution("onboarding", { locale: "pt-BR", expiresAt, recordId });
      return sandbox.as("owner").initialiseWorkflow({ body });
    },
    400: ({ as }) =>
      as("owner").initialiseWorkflow({
        body: newExecution("screening", { parameters: { name: 1 }, expiresAt: "2025-09-01T12:00:00Z" }),
      }),
    404: ({ as }) =>
      as("owner").initialiseWorkflow({ body: newExecution("screening", { workflowDefinitionId: nobodys }) }),
    ...refusedWrites(initialise),
  },
  findWorkflow: {
    200: async (sandbox) => {
      for (const which of ["failing", "screening"] as const)
        await done(sandbox.as("owner").findWorkflow({ path: await givenSettled(sandbox, which) }));
      return find(sandbox, sandbox.as("reader"));
    },
    400: ({ as }) => as("owner").findWorkflow({ path: malformed }),
    404: as("stranger", find),
    ...refusedReads(find),
  },
  cancelWorkflow: {
    204: as("owner", cancel),
    // It has ended already.
    400: async (sandbox) => sandbox.as("owner").cancelWorkflow({ path: await givenSettled(sandbox) }),
    404: as("stranger", cancel),
    ...refusedWrites(cancel),
  },
  getWorkflowResult: {
    200: as("owner", getResult),
    400: ({ as }) => as("owner").getWorkflowResult({ path: malformed }),
    // There is none yet.
    404: async (sandbox) => sandbox.as("owner").getWorkflowResult({ path: await givenExecution(sandbox) }),
    ...refusedReads(getResult),
  },
} satisfies Partial<Scenarios<"transactionlink">>;
