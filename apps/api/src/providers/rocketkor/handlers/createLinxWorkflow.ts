import { actorOf } from "../caller.ts";
import { createWorkflow } from "../creating.ts";
import type { Handler } from "../handler.ts";
import { workflowFrom } from "../rules/workflow-request.ts";
import { fromTemplate } from "../templating.ts";
import { createdToWire } from "../wire/workflow.ts";

export const createLinxWorkflow: Handler<"createLinxWorkflow"> = async ({ body }, ctx) => {
  const { request, from } = body.steps ? { request: workflowFrom(body), from: null } : await fromTemplate(ctx, body);
  const change = await createWorkflow(ctx, request, from, actorOf(ctx));
  return { status: 201, body: createdToWire(change) };
};
