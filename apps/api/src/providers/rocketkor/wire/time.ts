/** `2023-11-11T21:00:49.776000Z`: LinX objects show six digits (providers/rocketkor.md 1). */
export function linxTime(time: Date): string {
  return `${time.toISOString().slice(0, -1)}000Z`;
}

/** `2024-02-02T03:15:50.422Z`: all others show three. */
export function time(time: Date): string {
  return time.toISOString();
}
