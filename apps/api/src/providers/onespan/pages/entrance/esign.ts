import { isUuid, Refusal } from "@understudy/domain";
import { seeOther } from "../../../../pages/see-other.ts";
import type { Page, PageHandler, PageRequest } from "../../../../provider.ts";
import { openSession } from "../../journeys/visits.ts";
import { sessionAddress } from "../addresses.ts";
import { endedPage } from "../endings/ended.ts";
import { forbiddenPage, linkExpiredPage, noPartPage, unknownPage } from "../endings/refused.ts";
import { resultPage } from "../endings/result.ts";
import { type Occasion, partIn, sceneOf } from "../occasion.ts";
import { stateOf } from "../state.ts";
import { holderOf } from "./holder.ts";

/** The page behind `accessUrl`: it starts the journey, or goes on where it stands (providers/onespan.md 4.14). */
export const enter: PageHandler = async (request, ctx) => {
  const { path, query } = request;
  const transactionId = (path.transactionId ?? "").toLowerCase();
  const holder = await holderOf(ctx, query.get("access_token") ?? "", transactionId);
  if (!holder) return forbiddenPage(ctx);
  const found = isUuid(transactionId) ? await sceneOf(ctx, transactionId) : undefined;
  if (!found) return unknownPage(ctx);
  const part = partIn(found, holder.role);
  if (!part) return noPartPage(ctx);
  const occasion: Occasion = { ctx, ...part, session: null, query: new URLSearchParams() };
  return holder.hasExpired ? afterwards(occasion) : begin(occasion, request);
};

/** A token ends with its transaction at the latest: that tells more than that the link does. */
function afterwards(occasion: Occasion): Page | Promise<Page> {
  const state = stateOf(occasion);
  const isOver = state === "cancelled" || state === "expired" || state === "error";
  return isOver ? endedPage(occasion, state) : linkExpiredPage(occasion.ctx);
}

async function begin(occasion: Occasion, request: PageRequest): Promise<Page> {
  const { ctx, scene, participant } = occasion;
  const state = stateOf(occasion);
  if (state === "result") return resultPage(occasion);
  if (state !== "step") return endedPage(occasion, state);
  if (request.method === "HEAD") return ready;
  try {
    const device = { ip: request.ip, userAgent: request.header("user-agent") ?? "" };
    const { key } = await openSession(ctx, scene.transaction.id, participant.role, device);
    return seeOther(sessionAddress(ctx, key));
  } catch (error) {
    // It ended meanwhile, or the person's part in it: each does once only.
    const isOver = error instanceof Refusal && (error.code === "wrong_state" || error.code === "absent");
    if (isOver) return enter(request, ctx);
    throw error;
  }
}

/** The link would open a session. */
const ready: Page = { status: 200, type: "text/html", body: "" };
