import { Refusal } from "@understudy/domain";
import type { Move } from "@understudy/engine";
import { Duration } from "luxon";
import type { Handler } from "../handler.ts";
import { enter } from "../store/sandboxes.ts";

export const moveClock: Handler<"moveClock"> = async ({ path, body }, { engine }) => {
  await enter(engine, path.sandboxId);
  const { clock, now, ran } = await engine.moveClock(path.sandboxId, toMove(body));
  return {
    status: 200,
    body: {
      now: now.toISOString(),
      mode: clock.mode,
      ran: ran.map(({ at, kind, subject }) => ({ at: at.toISOString(), kind, subject })),
    },
  };
};

function toMove(body: { advance?: string; set?: string; run?: true }): Move {
  if (body.set !== undefined) return { set: new Date(body.set) };
  if (body.advance === undefined) return { run: true };
  const advance = Duration.fromISO(body.advance);
  if (!advance.isValid || advance.toMillis() < 0)
    throw new Refusal("invalid", "advance must be an ISO 8601 duration that is not negative, such as PT36H or P2D.", {
      field: "advance",
    });
  return { advance };
}
