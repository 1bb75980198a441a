import { randomUUID } from "node:crypto";
import * as workflows from "../../store/tenant/workflows.ts";
import type { Handler } from "../handler.ts";
import { workflowFromWire, workflowToWire } from "../wire/workflow.ts";

export const createWorkflow: Handler<"createWorkflow"> = async ({ body }, ctx) => {
  const id = body.id?.toLowerCase() ?? randomUUID();
  const workflow = await workflows.createWorkflow(ctx, { id, ...workflowFromWire(body) });
  return { status: 201, body: workflowToWire(workflow) };
};
