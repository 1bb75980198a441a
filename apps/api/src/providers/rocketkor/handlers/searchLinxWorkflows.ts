import type { Handler } from "../handler.ts";
import { pageToWire, pagingFrom } from "../paging.ts";
import { searchWorkflows, sortable } from "../store/workflow-search.ts";
import { summaryToWire } from "../wire/workflow-summary.ts";

export const searchLinxWorkflows: Handler<"searchLinxWorkflows"> = async ({ query }, ctx) => {
  const paging = pagingFrom(query, 1, sortable);
  return { status: 200, body: pageToWire(await searchWorkflows(ctx, query, paging), paging, 1, summaryToWire) };
};
