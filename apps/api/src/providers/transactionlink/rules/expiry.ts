import { Refusal } from "@understudy/domain";

const minute = 60_000;
const tolerance = 5_000;
const shortest = 30 * minute;
const longest = 30 * 24 * 60 * minute;
const usual = 60 * minute;

/** A moment to the microsecond: a `Date` has three digits behind the second, the wire six. */
export interface Expiry {
  readonly expiresAt: Date;
  /** What comes after the milliseconds, 0 to 999. */
  readonly micros: number;
}

/**
 * An execution expires when its caller says, 30 minutes to 30 days ahead with five seconds to spare at both ends, and an
 * hour after its start if the caller says nothing (providers/transactionlink.md 4.1, 9.13 to 9.15).
 */
export function expiresAtOf(given: string | null | undefined, now: Date): Expiry {
  if (given === undefined || given === null) return { expiresAt: new Date(now.getTime() + usual), micros: 0 };
  const expiry = read(given);
  const micros = expiry.expiresAt.getTime() * 1000 + expiry.micros;
  const isWithin =
    micros >= (now.getTime() + shortest - tolerance) * 1000 && micros <= (now.getTime() + longest + tolerance) * 1000;
  if (isWithin) return expiry;
  const [from, to] = [shortest, longest].map((ms) => new Date(now.getTime() + ms).toISOString());
  throw refusal(
    `expiresAt must lie between 30 minutes and 30 days from now, from ${from} to ${to}, but is ${expiryToWire(expiry.expiresAt, expiry.micros)}.`,
  );
}

/** `2025-09-01T10:32:46.288669Z`, always with six digits. */
export function expiryToWire(date: Date, micros: number): string {
  return `${date.toISOString().slice(0, -1)}${String(micros).padStart(3, "0")}Z`;
}

const form = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/i;

/** RFC 3339 with up to nine digits behind the second, of which six are kept. */
function read(text: string): Expiry {
  const [whole, day = "", time = "", fraction = "", offset = ""] = form.exec(text) ?? [];
  const local = `${day}T${time}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
  const written = new Date(local);
  // A Date takes 30 February for 1 or 2 March, and 24:00 for the next day.
  if (whole === undefined || Number.isNaN(written.getTime()) || written.toISOString() !== local)
    throw refusal("expiresAt must be an RFC 3339 date-time such as 2025-09-01T10:32:46.288669Z.");
  if (offset === "") throw refusal("expiresAt has no offset from UTC: end it with Z or with an offset such as +02:00.");
  const expiresAt = new Date(written.getTime() - offsetMs(offset));
  return { expiresAt, micros: Number(fraction.slice(3, 6).padEnd(3, "0")) };
}

function offsetMs(offset: string): number {
  if (offset.toUpperCase() === "Z") return 0;
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * minute;
}

function refusal(message: string): Refusal {
  return new Refusal("invalid", message, {
    field: "expiresAt",
    problems: [{ field: "expiresAt", rule: "INVALID_EXPIRES_AT", message }],
  });
}
