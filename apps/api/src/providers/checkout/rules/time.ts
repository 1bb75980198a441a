/** `2023-05-22T11:56:04.8820000Z`: seven digits after the second, as gateway events and webhooks have it (6.3, 9.22). */
export function sevenDigits(at: Date): string {
  return at.toISOString().replace("Z", "0000Z");
}
