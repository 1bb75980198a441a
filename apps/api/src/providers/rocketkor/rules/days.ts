import { DateTime, IANAZone } from "luxon";

/** A span of days as a list is asked for it, in a zone of the caller's. */
interface Days {
  readonly createdAtFrom?: string | undefined;
  readonly createdAtTo?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** No column holds other times. */
const first = new Date("0001-01-01T00:00:00.000Z");
const last = new Date("9999-12-31T23:59:59.999Z");

export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** From the beginning of the first day to that of the day after the last one. The zone is one that there is. */
export function spanOf({ createdAtFrom, createdAtTo, timeZone = "UTC" }: Days) {
  const start = (day: string) => DateTime.fromISO(day, { zone: timeZone }).startOf("day");
  return {
    createdFrom: createdAtFrom === undefined ? undefined : within(start(createdAtFrom)),
    createdBefore: createdAtTo === undefined ? undefined : within(start(createdAtTo).plus({ days: 1 }).startOf("day")),
  };
}

function within(time: DateTime): Date {
  const at = time.toJSDate();
  return at < first ? first : at > last ? last : at;
}
