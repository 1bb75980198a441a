import { DateTime } from "luxon";

const forms = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00\.000Z)?$/;

/** The day of a `dob` in either of its forms, as `yyyy-mm-dd`; undefined for a text in neither, of which the schema tells. */
export function birthDay(dob: string): string | undefined {
  return forms.exec(dob)?.[1];
}

/** What a day of birth must be, read after the field's name; undefined if it is that. */
export function birthProblem(dob: string, now: Date): string | undefined {
  const text = birthDay(dob);
  if (text === undefined) return undefined;
  const day = DateTime.fromISO(text, { zone: "utc" });
  // Luxon knows a year 0, the calendar does not.
  if (!day.isValid || day.year < 1) return `must be a day that the calendar has, which ${text} is not`;
  return day.toMillis() > now.getTime() ? "must not be in the future" : undefined;
}
