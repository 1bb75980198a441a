import { isEmail } from "@understudy/domain";

const dateTime = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const uri = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i;
const notInUri = /["<>\\^`{|}]|%(?![0-9a-f]{2})/i;

const firstInstant = Date.parse("0001-01-01T00:00:00Z");
const lastInstant = Date.parse("9999-12-31T23:59:59.999Z");

/** A day of the calendar: the 30th of February is none, and neither is any day of the year 0, which no column holds. */
function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || value.startsWith("0000")) return false;
  // The 30th of February is read as the 2nd of March.
  return new Date(`${value}T00:00:00Z`).getUTCDate() === Number(value.slice(8));
}

/** An instant: a real day, a time of that day, and an offset. Leap seconds are refused, as no `Date` can hold one. */
function isDateTime(value: string): boolean {
  const match = dateTime.exec(value);
  if (!match?.[1] || !isDate(match[1])) return false;
  const instant = Date.parse(value);
  return instant >= firstInstant && instant <= lastInstant;
}

/** The formats that are checked more strictly than the validator would by itself. */
export const formats = {
  date: isDate,
  "date-time": isDateTime,
  uuid: (value: string) => uuid.test(value),
  email: isEmail,
  uri: (value: string) => uri.test(value) && !notInUri.test(value) && URL.canParse(value),
};
