/** `2022-01-03T19:51:16.022+00:00`: milliseconds and an offset, as the event resource has it (providers/checkout.md 4.12). */
export function timestampOf(at: Date): string {
  return at.toISOString().replace("Z", "+00:00");
}
