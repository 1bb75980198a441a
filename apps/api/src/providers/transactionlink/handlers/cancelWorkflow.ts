import type { Handler } from "../handler.ts";
import { demandDefinition } from "../permissions.ts";
import { cancel } from "../rules/ending.ts";
import { change } from "../store/transitions.ts";

export const cancelWorkflow: Handler<"cancelWorkflow"> = async ({ path }, ctx) => {
  await change(ctx, path.workflowId, ({ execution, run }) => {
    demandDefinition(ctx, execution.definitionId);
    return cancel(execution, run, ctx.now);
  });
  return { status: 204 };
};
