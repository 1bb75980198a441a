import { randomUUID } from "node:crypto";
import type { Handler } from "../handler.ts";
import { demandDefinition } from "../permissions.ts";
import { judgeStart } from "../rules/start.ts";
import { begin } from "../rules/turn.ts";
import { current } from "../store/definitions.ts";
import { demandRecord } from "../store/records.ts";
import { create } from "../store/transitions.ts";
import { workspaceOf } from "../store/workspaces.ts";
import { mintWidgetToken } from "../token-signing.ts";
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
  const id = randomUUID();
  const change = begin(definition, { id, locale, parameters, recordId, expiresAt, expiresAtMicros }, ctx.now);
  const { workspaceId } = await workspaceOf(ctx);
  const told = { execution: change.execution, definition, workspaceId };
  if (change.execution.executionType === "BACKGROUND") {
    await create(ctx, change, null);
    return { status: 200, body: backgroundToWire(told) };
  }
  const token = await mintWidgetToken(ctx, { workflowId: id, expiresAt });
  await create(ctx, change, token);
  return { status: 200, body: interactiveToWire(told, { token, link: linkTo(ctx, token) }) };
};
