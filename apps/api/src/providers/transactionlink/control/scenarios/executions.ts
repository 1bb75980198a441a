import { done, type Scenarios } from "@understudy/conformance";
import { givenExecution, givenSettled } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox } from "./asking.ts";

const list: Ask = (client, sandboxId) => client.listExecutions({ path: { sandboxId }, query: { limit: 2 } });
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getExecution({ path: { sandboxId, ...(await givenSettled(sandbox)) } });

export const executions = {
  listExecutions: {
    200: async (sandbox) => {
      const { id: sandboxId, as } = sandbox;
      await done(list(as("owner"), sandboxId, sandbox));
      for (const which of ["onboarding", "screening", "failing", "review"] as const) await givenSettled(sandbox, which);
      const path = { sandboxId };
      await done(as("owner").listExecutions({ path, query: { status: "FAILED" } }));
      const { next_cursor: cursor } = await done(as("owner").listExecutions({ path, query: { limit: 2 } }));
      return as("owner").listExecutions({ path, query: { limit: 2, cursor: String(cursor) } });
    },
    400: ({ as, id }) => as("owner").listExecutions({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(list),
  },
  getExecution: {
    200: async (sandbox) => {
      for (const which of ["onboarding", "failing", "review"] as const) {
        const path = { sandboxId: sandbox.id, ...(await givenSettled(sandbox, which)) };
        await done(sandbox.as("owner").getExecution({ path }));
      }
      const path = { sandboxId: sandbox.id, ...(await givenExecution(sandbox, "screening")) };
      await done(sandbox.as("owner").getExecution({ path }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
} satisfies Partial<Scenarios<"transactionlink-control">>;
