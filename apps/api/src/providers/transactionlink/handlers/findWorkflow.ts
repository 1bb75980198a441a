import type { Handler } from "../handler.ts";
import { demandDefinition } from "../permissions.ts";
import { revisionOf } from "../store/definitions.ts";
import { get } from "../store/executions.ts";
import { workspaceOf } from "../store/workspaces.ts";
import { findToWire } from "../wire/execution.ts";

/** Without `token` and `link`, which are told once (providers/transactionlink.md 4.2). */
export const findWorkflow: Handler<"findWorkflow"> = async ({ path }, ctx) => {
  const { execution } = await get(ctx, path.workflowId);
  demandDefinition(ctx, execution.definitionId, "can_view_workspace");
  const { definition } = await revisionOf(ctx, execution.definitionId, execution.revision);
  const { workspaceId } = await workspaceOf(ctx);
  return { status: 200, body: findToWire({ execution, definition, workspaceId }) };
};
