import { DateTime, Duration } from "luxon";

const longest = Duration.fromObject({ years: 10 }).toMillis();

/**
 * The length of an ISO 8601 duration such as `PT10S` or `P7D`, a month taken for 30 days and a year for 365; undefined
 * for anything else, and for what is not positive or longer than ten years.
 */
export function durationMs(text: string): number | undefined {
  // Luxon also reads signs and a `T` with nothing behind it, which the standard does not know.
  if (/[-+]|T$/.test(text)) return undefined;
  const duration = Duration.fromISO(text);
  if (!duration.isValid) return undefined;
  const ms = Math.round(duration.toMillis());
  return ms >= 1 && ms <= longest ? ms : undefined;
}

/** The moment a duration later by the calendar in UTC: a month from 31 January is the last day of February. */
export function addDuration(from: Date, text: string): Date {
  if (durationMs(text) === undefined) throw new Error(`${text} is no duration that a definition may hold.`);
  return DateTime.fromJSDate(from, { zone: "utc" }).plus(Duration.fromISO(text)).toJSDate();
}
