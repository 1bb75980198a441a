import { Refusal } from "@understudy/domain";
import { Duration } from "luxon";

const longestMs = 60_000;

/** An ISO 8601 duration of real time that somebody is to wait. */
export function millisecondsFrom(duration: string, field: string): number {
  const ms = /\d/.test(duration) ? Duration.fromISO(duration).toMillis() : Number.NaN;
  if (ms >= 0 && ms <= longestMs) return Math.round(ms);
  const name = field.split(/[ .]/).at(-1);
  throw new Refusal("invalid", `${name} must be an ISO 8601 duration from PT0S to PT60S, such as PT5S or PT0.2S.`, {
    field,
  });
}
