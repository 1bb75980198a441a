import type { Handler } from "../handler.ts";
import { pageToWire, pagingFrom } from "../paging.ts";
import { searchTemplates, sortable } from "../store/template-search.ts";
import { summaryToWire } from "../wire/template.ts";

export const searchLinxTemplates: Handler<"searchLinxTemplates"> = async ({ query }, ctx) => {
  const paging = pagingFrom(query, 1, sortable);
  return { status: 200, body: pageToWire(await searchTemplates(ctx, query, paging), paging, 1, summaryToWire) };
};
