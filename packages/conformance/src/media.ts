/** A media type without its parameters, in lower case. */
export function essence(contentType: string): string {
  return (contentType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** Whether two content types with parameters say the same: neither case nor spaces nor quotes make a difference. */
export function isSame(one: string, other: string): boolean {
  return settled(one) === settled(other);
}

function settled(contentType: string): string {
  return contentType.toLowerCase().replaceAll(/[\s"]/g, "");
}
