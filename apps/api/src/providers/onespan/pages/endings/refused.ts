import type { MarkKind } from "../../../../pages/kit/mark.ts";
import type { Page, PageContext } from "../../../../provider.ts";
import { pageOf } from "../shell.ts";
import { texts } from "../texts.ts";
import { stating } from "./stating.ts";

/** The same for what never was, what is another sandbox's, and what was erased. */
export function unknownPage(ctx: PageContext): Page {
  return refusedPage(ctx, "unknown", 404, "failed");
}

/** A token that nobody here has signed, or that is for something else. */
export function forbiddenPage(ctx: PageContext): Page {
  return refusedPage(ctx, "forbidden", 403, "failed");
}

/** A token for somebody who has no part in the transaction: another one may have taken their place. */
export function noPartPage(ctx: PageContext): Page {
  return refusedPage(ctx, "noPart", 410, "stopped");
}

/** A token that was good once, for a transaction that goes on. */
export function linkExpiredPage(ctx: PageContext): Page {
  return refusedPage(ctx, "linkExpired", 410, "late");
}

function refusedPage(ctx: PageContext, state: keyof typeof texts.refused, status: number, kind: MarkKind): Page {
  const { title, lead } = texts.refused[state];
  return pageOf({ ctx, occasion: null, state, status, title, main: stating(kind, title, [lead], []) });
}
