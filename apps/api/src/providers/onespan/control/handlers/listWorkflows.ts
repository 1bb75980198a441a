import { paged } from "../../../../page.ts";
import * as workflows from "../../store/tenant/workflows.ts";
import type { Handler } from "../handler.ts";
import { workflowToWire } from "../wire/workflow.ts";

export const listWorkflows: Handler<"listWorkflows"> = async ({ query }, ctx) => {
  const body = await paged(
    query,
    (page) => workflows.listWorkflows(ctx, page),
    ({ sequence }) => sequence,
    workflowToWire,
  );
  return { status: 200, body };
};
