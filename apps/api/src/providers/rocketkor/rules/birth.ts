import { DateTime } from "luxon";

/** A day that the calendar has, as `yyyy-MM-dd`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: "utc" }).isValid;
}

/** What a day of birth must be, said so that it reads on after the field's name; undefined if it is that. */
export function birthProblem(text: string, now: Date): string | undefined {
  if (!isDay(text)) return "must be a day as yyyy-MM-dd";
  const day = DateTime.fromISO(text, { zone: "utc" });
  const today = DateTime.fromJSDate(now, { zone: "utc" }).startOf("day");
  if (day >= today) return "must be in the past";
  // Where a clock shows the first years, what lies before them is not too long ago, and yet no day that can be kept.
  if (day.year < 1) return "must be in the year 0001 or later";
  return day < today.minus({ years: 130 }) ? "must be no more than 130 years ago" : undefined;
}
