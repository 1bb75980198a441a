import type { TimerHandlers } from "@understudy/engine";
import { endSession } from "./journeys/visits.ts";
import { expire } from "./rules/journey/ending.ts";
import { erase } from "./store/erasing.ts";
import { sessionById } from "./store/sessions.ts";
import { change } from "./store/transitions.ts";

/** What the sandbox's clock does; what somebody has changed meanwhile is left as it is. */
export const timers = {
  async expire_transaction(ctx, id) {
    await change(ctx, id, expire);
  },
  erase_transaction: (ctx, id) => erase(ctx, [id]),
  async end_session(ctx, id) {
    const session = await sessionById(ctx, id);
    if (session) await endSession(ctx, session, "timeout");
  },
} satisfies TimerHandlers[string];
