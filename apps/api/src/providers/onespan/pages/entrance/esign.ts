import { isUuid, Refusal } from "@understudy/domain";
import { seeOther } from "../../../../pages/see-other.ts";
import type { Page, PageHandler, PageRequest } from "../../../../provider.ts";
import { openSession } from "../../journeys/visits.ts";
import { sessionAddress } from "../addresses.ts";
import { endedPage } from "../endings/ended.ts";
import { forbiddenPage, linkExpiredPage, unknownPage } from "../endings/refused.ts";
import { resultPage } from "../endings/result.ts";
import { type Occasion, partIn } from "../occasion.ts";
import { stateOf } from "../state.ts";
import { holderOf } from "./holder.ts";

/** The page behind `accessUrl`: it starts the journey, or goes on where it stands (providers/onespan.md 4.14). */
export const enter: PageHandler = async (request, ctx) => {
  const { path, query } = request;
  const transactionId = (path.transactionId ?? "").toLowerCase();
  const holder = await holderOf(ctx, query.get("access_token") ?? "", transactionId);
  if (!holder) return forbiddenPage(ctx);
  const part = isUuid(transactionId) ? await partIn(ctx, transactionId, holder.role) : undefined;
  if (!part) return unknownPage(ctx);
  const occasion: Occasion = { ctx, ...part, session: null, query: new URLSearchParams() };
  return holder.hasExpired ? afterwards(occasion) : begin(occasion, request);
};

/** A token ends with its transaction at the latest: that tells more than that the link does. */
function afterwards(occasion: Occasion): Page | Promise<Page> {
  const state = stateOf(occasion);
  return state === "cancelled" || state === "expired" ? endedPage(occasion, state) : linkExpiredPage(occasion.ctx);
}

async function begin(occasion: Occasion, request: PageRequest): Promise<Page> {
  const { ctx, scene, participant } = occasion;
  const state = stateOf(occasion);
  if (state === "result") return resultPage(occasion);
  if (state !== "step") return endedPage(occasion, state);
  try {
    // A page is not told from which address it is asked.
    const device = { ip: request.ip, userAgent: request.header("user-agent") ?? "" };
    const { key } = await openSession(ctx, scene.transaction.id, participant.role, device);
    return seeOther(sessionAddress(ctx, key));
  } catch (error) {
    // It ended meanwhile, which it does once only.
    if (error instanceof Refusal && error.code === "wrong_state") return enter(request, ctx);
    throw error;
  }
}
