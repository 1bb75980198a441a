import type { Handler } from "../handler.ts";
import { pageToWire, pagingFrom } from "../paging.ts";
import { searchAcceptances, sortable } from "../store/acceptance-search.ts";
import { businessOf } from "../store/business.ts";
import { acceptanceToWire } from "../wire/acceptance.ts";

export const listAcceptances: Handler<"listAcceptances"> = async ({ query }, ctx) => {
  const paging = pagingFrom(query, 0, sortable);
  const place = { businessAccountId: (await businessOf(ctx)).id, publicUrl: ctx.publicUrl };
  const page = await searchAcceptances(ctx, query, paging);
  return { status: 200, body: pageToWire(page, paging, 0, (acceptance) => acceptanceToWire(acceptance, place)) };
};
