/** `2026-01-15T12:30:00.000000Z`: with microseconds (providers/transactionlink.md 9.15). */
export function timeInUtc(time: Date): string {
  return `${digits(time)}Z`;
}

/** `2026-01-15T12:30:00.000000+00:00`: records have an offset in their times, unlike workflows (4.6). */
export function timeWithOffset(time: Date): string {
  return `${digits(time)}+00:00`;
}

function digits(time: Date): string {
  return `${time.toISOString().slice(0, -1)}000`;
}
