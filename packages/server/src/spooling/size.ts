/** A number of bytes as people say it: `10 MB`. */
export function inUnits(bytes: number): string {
  if (bytes > 0 && bytes % 1_048_576 === 0) return `${bytes / 1_048_576} MB`;
  return bytes > 0 && bytes % 1024 === 0 ? `${bytes / 1024} KB` : `${bytes} bytes`;
}
