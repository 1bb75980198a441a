import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import * as workflows from "../store/workflows.ts";
import { summaryToWire } from "../wire/workflow.ts";

export const getAllWorkflows: Handler<"getAllWorkflows"> = async (_request, ctx) => {
  const all = await workflows.list(ctx);
  return { status: 200, body: { data: all.map((workflow) => summaryToWire(workflow, baseUrlOf(ctx))) } };
};
