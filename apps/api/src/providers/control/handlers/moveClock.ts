import { Refusal } from "@understudy/domain";
import type { Move } from "@understudy/engine";
import { DateTime, Duration } from "luxon";
import type { Handler } from "../handler.ts";
import { enter } from "../store/sandboxes.ts";

export const moveClock: Handler<"moveClock"> = async ({ path, body }, { engine }) => {
  const { now: present } = await enter(engine, path.sandboxId);
  const { clock, now, ran } = await engine.moveClock(path.sandboxId, toMove(body, present));
  return {
    status: 200,
    body: {
      now: now.toISOString(),
      mode: clock.mode,
      ran: ran.map(({ at, kind, subject }) => ({ at: at.toISOString(), kind, subject })),
    },
  };
};

/** Times are written with four digits of year, so a clock can show no later one. */
const lastYear = 9999;

function toMove(body: { advance?: string; set?: string; run?: true }, present: Date): Move {
  if (body.set !== undefined) return { set: showable(new Date(body.set), "set") };
  if (body.advance === undefined) return { run: true };
  const advance = Duration.fromISO(body.advance);
  if (!advance.isValid || advance.toMillis() < 0)
    throw new Refusal("invalid", "advance must be an ISO 8601 duration that is not negative, such as PT36H or P2D.", {
      field: "advance",
    });
  showable(DateTime.fromJSDate(present, { zone: "utc" }).plus(advance).toJSDate(), "advance");
  return { advance };
}

function showable(at: Date, field: string): Date {
  const year = at.getUTCFullYear();
  if (year >= 0 && year <= lastYear) return at;
  throw new Refusal("out_of_range", `${field} must lead to a time in the years 0 to ${lastYear}.`, { field });
}
