import { paged } from "../../../../page.ts";
import { revisionOf } from "../../store/definitions.ts";
import { list } from "../../store/executions.ts";
import type { Handler } from "../handler.ts";
import { executionToWire } from "../wire/execution.ts";

export const listExecutions: Handler<"listExecutions"> = async ({ query }, ctx) => {
  const page = await paged(
    query,
    (asked) => list(ctx, { status: query.status, definitionId: query.definition_id }, asked),
    ({ sequence }) => sequence,
    (known) => known,
  );
  const data = page.data.map(async (known) => {
    const { definition } = await revisionOf(ctx, known.execution.definitionId, known.execution.revision);
    return executionToWire(ctx, known, definition);
  });
  return { status: 200, body: { ...page, data: await Promise.all(data) } };
};
