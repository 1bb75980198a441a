import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { newId } from "../new-id.ts";
import { createWorkflow } from "../rules/workflow.ts";
import * as workflows from "../store/workflows.ts";
import { addedToWire } from "../wire/link.ts";
import { workflowFromWire } from "../wire/workflow.ts";

export const addWorkflow: Handler<"addWorkflow"> = async ({ body }, ctx) => {
  const workflow = createWorkflow(workflowFromWire(body), newId);
  await workflows.create(ctx, workflow);
  return { status: 201, body: addedToWire(baseUrlOf(ctx), "workflows", workflow.id) };
};
