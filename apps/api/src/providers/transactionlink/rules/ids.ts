const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the database can be asked with it: all ids of this provider are UUIDs. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
