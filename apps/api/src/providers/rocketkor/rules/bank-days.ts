import holidays from "@18f/us-federal-holidays";
import { DateTime } from "luxon";

/** Where the Federal Reserve's days begin and end. */
const zone = "America/New_York";

/** A time as the banks' clocks show it. */
export function bankTime(at: Date): DateTime {
  return DateTime.fromJSDate(at, { zone });
}

/** Whether the Federal Reserve Banks, and with them ACH and wires, are at work on that day. */
export function isBankDay(day: DateTime): boolean {
  return day.weekday <= 5 && !holidaysOf(day.year).has(day.toFormat("yyyy-MM-dd"));
}

/** The start of the first bank day after that day. */
export function nextBankDay(day: DateTime): DateTime {
  let next = day.startOf("day").plus({ days: 1 });
  while (!isBankDay(next)) next = next.plus({ days: 1 });
  return next;
}

const known = new Map<number, ReadonlySet<string>>();

/** A holiday on a Sunday is kept on Monday; one on a Saturday is not moved to Friday, unlike in the rest of the state. */
function holidaysOf(year: number): ReadonlySet<string> {
  const found = known.get(year);
  if (found) return found;
  const days = holidays.allForYear(year, { shiftSaturdayHolidays: false, shiftSundayHolidays: true });
  const dates = new Set(days.map(({ dateString }) => dateString));
  known.set(year, dates);
  return dates;
}
