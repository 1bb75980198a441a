import { seeOther } from "../../../pages/see-other.ts";
import type { Page, PageHandler, PageRequest } from "../../../provider.ts";
import { touchSession } from "../store/sessions.ts";
import { sessionAddress } from "./addresses.ts";
import { unknownPage } from "./endings/refused.ts";
import { type Visit, visitIn } from "./occasion.ts";
import { stateOf } from "./state.ts";

/** A page of a session. Whoever opens one, or sends something from one, has all of the session's time again. */
export function visiting(work: (visit: Visit, request: PageRequest) => Promise<Page> | Page): PageHandler {
  return async (request, ctx) => {
    const visit = await visitIn(ctx, request);
    if (!visit) return unknownPage(ctx);
    const { session, scene } = visit;
    const goesOn = stateOf(visit) === "step" && request.method !== "HEAD";
    if (goesOn) await touchSession(ctx, session.id, scene.transaction.workflow.sessionTimeoutMs);
    return work(visit, request);
  };
}

/** Back to the session's page, which then shows where the journey stands. */
export function backTo({ ctx, session }: Visit, notice?: "moved"): Page {
  const address = sessionAddress(ctx, session.key);
  return seeOther(notice === undefined ? address : `${address}?notice=${notice}`);
}

/** Whether somebody comes with what was sent already. */
export function isMoved({ query }: Pick<Visit, "query">): boolean {
  return query.get("notice") === "moved";
}
