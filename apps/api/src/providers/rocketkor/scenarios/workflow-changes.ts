import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, inRole, refusedMoves, refusedReads } from "./asking.ts";
import { advance } from "./given.ts";
import { givenEnded, givenFinished, givenWorkflow } from "./playing.ts";
import { greeting, rent } from "./requests.ts";

const history: Ask = async (sandbox, client) =>
  client.getLinxWorkflowNotificationHistory({ path: await givenWorkflow(sandbox) });
const resend: Ask = async (sandbox, client) =>
  client.resendLinxWorkflowNotification({ path: await givenWorkflow(sandbox) });
const cancel: Ask = async (sandbox, client) => client.cancelLinxWorkflow({ path: await givenWorkflow(sandbox) });
const extend: Ask = async (sandbox, client) =>
  client.extendLinxWorkflow({ path: await givenWorkflow(sandbox), body: { expireInHours: 72 } });

export const workflowChanges = {
  getLinxWorkflowNotificationHistory: {
    // The first one alone; then one that was asked for, a reminder, and the one that says that it is over.
    200: async (sandbox) => {
      await history(sandbox, sandbox.as("reader"));
      const path = await givenWorkflow(sandbox, { ...greeting(sandbox), expireInHours: 30 });
      await done(sandbox.as("owner").resendLinxWorkflowNotification({ path }));
      await advance(sandbox, "PT31H");
      return sandbox.as("owner").getLinxWorkflowNotificationHistory({ path });
    },
    404: as("stranger", history),
    ...refusedReads(history),
  },
  resendLinxWorkflowNotification: {
    200: inRole("clerk", resend),
    404: as("stranger", resend),
    422: async (sandbox) => {
      const { completed, cancelled } = await givenEnded(sandbox);
      await sandbox.as("owner").resendLinxWorkflowNotification({ path: completed });
      return sandbox.as("owner").resendLinxWorkflowNotification({ path: cancelled });
    },
    ...refusedMoves(resend),
  },
  cancelLinxWorkflow: {
    200: async (sandbox) => {
      await done(sandbox.as("owner").cancelLinxWorkflow({ path: await givenWorkflow(sandbox, rent(sandbox)) }));
      return inRole("manager", cancel)(sandbox);
    },
    404: as("stranger", cancel),
    422: async (sandbox) => sandbox.as("owner").cancelLinxWorkflow({ path: await givenFinished(sandbox) }),
    ...refusedMoves(cancel),
  },
  extendLinxWorkflow: {
    200: as("owner", extend),
    400: async (sandbox) => {
      const path = await givenWorkflow(sandbox);
      await sandbox.as("owner").extendLinxWorkflow({ path, body: {} as { expireInHours: number } });
      return sandbox.as("owner").extendLinxWorkflow({ path, body: { expireInHours: 0.5 } });
    },
    404: as("stranger", extend),
    422: async (sandbox) => {
      const { expired } = await givenEnded(sandbox);
      return sandbox.as("owner").extendLinxWorkflow({ path: expired, body: { expireInHours: 72 } });
    },
    ...refusedMoves(extend),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
