import type { Handler } from "../handler.ts";
import { meansOf } from "../means.ts";
import { testEvents } from "../rules/emission.ts";
import { write } from "../store/events.ts";
import { get } from "../store/workflows.ts";

/** The events are as real as any, but told to this workflow alone, and to nobody while it is inactive. */
export const testWorkflow: Handler<"testWorkflow"> = async ({ path, body }, ctx) => {
  const workflow = await get(ctx, path.workflowId);
  await write(ctx, testEvents(workflow, body.event_types, await meansOf(ctx)), workflow.id);
  return { status: 204 };
};
