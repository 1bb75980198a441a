/** With milliseconds and `Z`, as the provider writes every time of a transaction (providers/onespan.md 1). */
export function time(at: Date): string {
  return at.toISOString();
}

/** As notifications write it: `2020-01-17 00:08:31.118 +0000` (providers/onespan.md 6). */
export function notificationTime(at: Date): string {
  return at.toISOString().replace("T", " ").replace("Z", " +0000");
}
