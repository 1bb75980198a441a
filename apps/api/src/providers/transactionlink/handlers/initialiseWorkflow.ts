import type { Handler } from "../handler.ts";
import { demandDefinition } from "../permissions.ts";
import { judgeStart } from "../rules/start.ts";
import { start } from "../starting.ts";
import { current } from "../store/definitions.ts";
import { demandRecord } from "../store/records.ts";
import { workspaceOf } from "../store/workspaces.ts";
import { backgroundToWire, interactiveToWire, linkTo } from "../wire/execution.ts";

export const initialiseWorkflow: Handler<"initialiseWorkflow"> = async ({ body }, ctx) => {
  const { definition } = await current(ctx, body.workflowDefinitionId);
  demandDefinition(ctx, definition.id);
  const { locale, parameters } = body;
  // A UUID is the same in either case, and is given back as the database has it.
  const recordId = body.recordId?.toLowerCase() ?? null;
  const { expiresAt, micros: expiresAtMicros } = judgeStart(definition, body, ctx.now);
  if (recordId !== null && definition.recordTableId !== null)
    await demandRecord(ctx, definition.recordTableId, recordId);
  const given = { locale, parameters, recordId, expiresAt, expiresAtMicros };
  const { execution, token } = await start(ctx, definition, given);
  const { workspaceId } = await workspaceOf(ctx);
  const told = { execution, definition, workspaceId };
  if (token === null) return { status: 200, body: backgroundToWire(told) };
  return { status: 200, body: interactiveToWire(told, { token, link: linkTo(ctx, token) }) };
};
