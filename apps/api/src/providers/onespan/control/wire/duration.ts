import { Refusal } from "@understudy/domain";
import { Duration } from "luxon";

/** What a duration may be at most. A year has 365 days here, and a month 30. */
export interface Most {
  readonly ms: number;
  readonly inWords: string;
}

const dayMs = 86_400_000;

export const oneDay: Most = { ms: dayMs, inWords: "a day" };
export const tenYears: Most = { ms: 3650 * dayMs, inWords: "ten years" };
export const hundredYears: Most = { ms: 36_500 * dayMs, inWords: "a hundred years" };

/** The milliseconds of an ISO 8601 duration of more than nothing. Throws a Refusal that names the field. */
export function positiveMs(text: string, field: string, most: Most): number {
  const ms = msOf(text);
  if (ms >= 1 && ms <= most.ms) return ms;
  throw invalid(field, `must be a duration of more than nothing and at most ${most.inWords}, such as PT30M`);
}

/** The same of one that may go back in time. */
export function signedMs(text: string, field: string, most: Most): number {
  const ms = text.startsWith("-") ? -msOf(text.slice(1)) : msOf(text);
  if (Math.abs(ms) <= most.ms) return ms;
  throw invalid(field, `must be a duration of at most ${most.inWords}, such as PT1H or -PT1H`);
}

/** In hours, minutes and seconds: `PT24H`. */
export function durationToWire(ms: number): string {
  return Duration.fromMillis(ms).shiftTo("hours", "minutes", "seconds").toISO();
}

/** NaN for what is no duration, which fits nowhere. */
function msOf(text: string): number {
  // Luxon also reads signs and a `T` with nothing behind it, which the standard does not know.
  if (/[-+]|T$/.test(text)) return Number.NaN;
  const duration = Duration.fromISO(text);
  return duration.isValid ? Math.round(duration.toMillis()) : Number.NaN;
}

function invalid(field: string, message: string): Refusal {
  return new Refusal("invalid", `${field} ${message}.`, { field });
}
