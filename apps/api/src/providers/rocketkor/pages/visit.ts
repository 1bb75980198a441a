import { seeOther } from "../../../pages/see-other.ts";
import type { Page, PageContext } from "../../../provider.ts";

/** Somebody who opens a workflow by its token, and needs nothing else. */
export interface Visit {
  readonly ctx: PageContext;
  readonly token: string;
  /** What the address says beyond its token: a notice, or that the customer would rather not. */
  readonly query: URLSearchParams;
}

const declining = "decline";

/** Where the page is, seen from itself. Its forms go there, and all that was sent leads back there. */
export function addressOf({ token }: Visit): string {
  return encodeURIComponent(token);
}

/** Where the customer can decline, seen from the page. */
export function declineAddress(visit: Visit): string {
  return `${addressOf(visit)}?${declining}`;
}

export function isDeclining({ query }: Visit): boolean {
  return query.has(declining);
}

/** Back to the page, which then shows where the workflow stands. */
export function backTo(visit: Visit, notice?: "moved"): Page {
  return seeOther(notice === undefined ? addressOf(visit) : `${addressOf(visit)}?notice=${notice}`);
}

/** Whether somebody comes here with a form that was sent already. */
export function isMoved({ query }: Visit): boolean {
  return query.get("notice") === "moved";
}
